package io.practiceops.trust.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.Api;
import io.practiceops.Browser;
import io.practiceops.InPractice;
import io.practiceops.MovableTime;
import io.practiceops.TestFirm;
import io.practiceops.foundation.jobs.MovableClock;
import io.practiceops.trust.audit.AuditEvent.Outcome;
import io.practiceops.trust.audit.AuditFilter;
import io.practiceops.trust.audit.AuditTrail;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;

/** What a session may do only while the proof of who sits at it is fresh. */
@InPractice
@Import(MovableTime.class)
class ConfirmationTests {

    private final ApplicationContext application;
    private final MovableClock clock;

    @LocalServerPort private int port;

    private TestFirm firm;
    private Browser browser;

    ConfirmationTests(ApplicationContext application, MovableClock clock) {
        this.application = application;
        this.clock = clock;
    }

    @BeforeEach
    void signIn() {
        firm = new TestFirm(application);
        browser = new Browser(port);
        browser.signIn(firm.email("owner"), TestFirm.PASSWORD);
    }

    @Test
    void aFormOfADangerousActAsksFirstAndComesBack() {
        assertThat(browser.get("/users/new").statusCode()).isEqualTo(200);
        clock.move(Duration.ofMinutes(10));

        for (var form : List.of("/users/new", "/api-keys/new", "/me/second-factor/passkeys/new")) {
            assertThat(location(browser.get(form))).isEqualTo("/confirm?next=" + Api.encoded(form));
        }
        browser.get("/confirm?next=/users/new");
        var confirmed =
                browser.post(
                        "/confirm/password", "password", TestFirm.PASSWORD, "next", "/users/new");
        assertThat(location(confirmed)).isEqualTo("/users/new");
        assertThat(browser.get("/users/new").statusCode()).isEqualTo(200);
    }

    @Test
    void aFormOpenedInTimeMayBeSentFiveMinutesLaterAndNoLater() {
        clock.move(Duration.ofMinutes(14));
        assertThat(addSomebody("one").statusCode()).isEqualTo(200);

        clock.move(Duration.ofMinutes(1));
        assertThat(location(addSomebody("two"))).startsWith("/confirm");
        assertThat(refusals()).anyMatch(entry -> entry.contains("POST /users"));
    }

    @Test
    void aProgramAtASessionIsToldTheMendAndAKeyIsNotAsked() {
        clock.move(Duration.ofMinutes(15));
        browser.get("/me");
        var ben = firm.add("ben", Role.STAFF);
        var reset = browser.delete("/api/v1/users/" + ben.id() + "/second-factors");
        assertThat(reset.statusCode()).isEqualTo(403);
        assertThat(reset.body()).contains("/problems/fresh-proof-needed", "/confirm");

        var byKey =
                new Api(port, firm.ownerKey())
                        .delete("/api/v1/users/" + ben.id() + "/second-factors");
        assertThat(byKey.problem()).isEqualTo("conflict");
    }

    @Test
    void aWrongPasswordConfirmsNothingIsOnRecordAndGuessingIsStopped() {
        clock.move(Duration.ofMinutes(20));
        browser.get("/confirm");
        for (var i = 0; i < 5; i++) {
            var wrong = browser.post("/confirm/password", "password", "not the password");
            assertThat(wrong.statusCode()).isEqualTo(400);
            assertThat(wrong.body()).contains("This is not your password");
        }
        var locked = browser.post("/confirm/password", "password", TestFirm.PASSWORD);

        assertThat(locked.statusCode()).isEqualTo(429);
        assertThat(location(browser.get("/users/new"))).startsWith("/confirm");
        assertThat(refusals()).filteredOn(entry -> entry.contains("WRONG_PASSWORD")).hasSize(5);
    }

    @Test
    void whoHasASecondFactorConfirmsWithThatAndNotWithThePassword() {
        var _ = firm.add("ben", Role.ADMIN);
        var ben = new TestPerson(application, firm.email("ben")).enrol();
        var laptop = new Browser(port);
        laptop.get("/sign-in");
        var half =
                laptop.post("/sign-in", "email", firm.email("ben"), "password", TestFirm.PASSWORD);
        assertThat(location(half)).isEqualTo("/sign-in/second");
        laptop.get("/sign-in/second");
        assertThat(location(laptop.post("/sign-in/second", "code", ben.code(0)))).isEqualTo("/");
        clock.move(Duration.ofMinutes(11));

        laptop.get("/confirm");
        assertThat(laptop.post("/confirm/password", "password", TestFirm.PASSWORD).statusCode())
                .isEqualTo(409);
        assertThat(location(laptop.get("/users/new"))).startsWith("/confirm");
        laptop.get("/confirm");
        assertThat(
                        location(
                                laptop.post(
                                        "/confirm/code",
                                        "code",
                                        ben.code(0),
                                        "next",
                                        "/users/new")))
                .isEqualTo("/users/new");
        assertThat(laptop.get("/users/new").statusCode()).isEqualTo(200);
    }

    @Test
    void confirmingLeadsNowhereButIntoPracticeOps() {
        for (var next :
                List.of("https://evil.example/", "//evil.example", "/\\evil.example", "/confirm")) {
            browser.get("/confirm");
            var confirmed =
                    browser.post("/confirm/password", "password", TestFirm.PASSWORD, "next", next);
            assertThat(location(confirmed)).isEqualTo("/");
        }
    }

    private HttpResponse<String> addSomebody(String name) {
        browser.get("/me");
        return browser.post("/users", "name", name, "email", firm.email(name), "roles", "STAFF");
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("none, but " + answer.statusCode());
    }

    private List<String> refusals() {
        var filter = AuditFilter.of(firm.id()).outcome(Outcome.DENIED);
        return firm
                .asSystem(() -> application.getBean(AuditTrail.class).find(filter, null, 50))
                .items()
                .stream()
                .map(entry -> entry.canonical())
                .toList();
    }
}
