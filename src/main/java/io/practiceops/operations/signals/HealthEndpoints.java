package io.practiceops.operations.signals;

import java.util.Map;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** For load balancers, orchestrators and monitors. Strangers hear one word. */
@RestController
class HealthEndpoints {

    private static final int UNAVAILABLE = 503;

    private final Checks checks;
    private final ApplicationAvailability availability;

    HealthEndpoints(Checks checks, ApplicationAvailability availability) {
        this.checks = checks;
        this.availability = availability;
    }

    @GetMapping("/health")
    ResponseEntity<Map<String, String>> health() {
        var status = checks.recent().status();
        return answer(statusCode(status), CheckupBody.word(status));
    }

    @GetMapping("/health/detailed")
    ResponseEntity<CheckupBody> detailed() {
        return body(checks.now());
    }

    @GetMapping("/api/v1/checks")
    ResponseEntity<CheckupBody> api() {
        return body(checks.now());
    }

    /**
     * Whether the process lives. Restarting it would not bring a database back, so none is asked.
     */
    @GetMapping("/livez")
    ResponseEntity<Map<String, String>> live() {
        return answer(200, "alive");
    }

    /** Whether requests should come here. */
    @GetMapping("/readyz")
    ResponseEntity<Map<String, String>> ready() {
        if (availability.getReadinessState() != ReadinessState.ACCEPTING_TRAFFIC) {
            return answer(UNAVAILABLE, "starting or stopping");
        }
        return checks.recent().status() == Checkup.Status.DOWN
                ? answer(UNAVAILABLE, "something vital is down")
                : answer(200, "ready");
    }

    static int statusCode(Checkup.Status status) {
        return status == Checkup.Status.DOWN ? UNAVAILABLE : 200;
    }

    private static ResponseEntity<CheckupBody> body(Checkup checkup) {
        return ResponseEntity.status(statusCode(checkup.status()))
                .cacheControl(CacheControl.noStore())
                .body(CheckupBody.of(checkup));
    }

    private static ResponseEntity<Map<String, String>> answer(int status, String word) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .body(Map.of("status", word));
    }
}
