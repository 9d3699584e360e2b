package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Slice;
import java.time.Instant;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/sessions")
class SessionApi {

    /** A session as the API shows it. */
    record Body(
            UUID id,
            String device,
            String address,
            Instant createdAt,
            Instant lastSeenAt,
            boolean current) {

        static Body of(Session session) {
            return new Body(
                    session.id(),
                    session.device(),
                    session.address(),
                    session.createdAt(),
                    session.lastSeenAt(),
                    session.current());
        }
    }

    private final Sessions sessions;

    SessionApi(Sessions sessions) {
        this.sessions = sessions;
    }

    @GetMapping
    Slice<Body> mine() {
        return new Slice<>(sessions.mine(), null).map(Body::of);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable UUID id) {
        sessions.end(id);
    }
}
