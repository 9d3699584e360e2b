package io.practiceops.trust.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.practiceops.Api;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.foundation.kernel.Check.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@InPractice
class SeparationTests {

    private static final String BOTH = "{\"roles\":[\"BILLING\",\"ADMIN\"]}";

    private final ApplicationContext application;
    private final SeparationRules rules;
    private final Roles roles;
    private final SeparationCheck check;

    @LocalServerPort private int port;

    private TestFirm firm;
    private Api owner;
    private User ben;

    SeparationTests(
            ApplicationContext application,
            SeparationRules rules,
            Roles roles,
            SeparationCheck check) {
        this.application = application;
        this.rules = rules;
        this.roles = roles;
        this.check = check;
    }

    @BeforeEach
    void openFirm() {
        firm = new TestFirm(application);
        owner = new Api(port, firm.ownerKey());
        ben = firm.add("ben", Role.BILLING);
    }

    @Test
    void rolesThatShouldBeKeptApartAreRefusedAndTheRefusalIsOnRecord() {
        var changed = giveBoth();
        assertThat(changed.status()).isEqualTo(403);
        assertThat(changed.text()).contains("billing-manages-people");

        var added =
                owner.post(
                        "/api/v1/users",
                        "{\"email\":\"%s\",\"name\":\"Eve\",\"roles\":[\"AUDITOR\",\"STAFF\"]}"
                                .formatted(firm.email("eve")));
        assertThat(added.status()).isEqualTo(403);
        assertThat(owner.get("/api/v1/audit?outcome=denied").text())
                .contains("PUT /api/v1/users/{id}", "POST /api/v1/users");
    }

    @Test
    void anExceptionByAnotherOwnerAllowsItUntilItEnds() {
        var exception = except(ben.id().toString(), Duration.ofDays(30));
        assertThat(exception.status()).as(exception.text()).isEqualTo(201);
        assertThat(giveBoth().status()).isEqualTo(200);
        assertThat(conflict().path("exception").asString())
                .isEqualTo(exception.json().path("id").asString());

        owner.delete("/api/v1/separation/exceptions/" + exception.json().path("id").asString());

        assertThat(conflict().has("exception")).isFalse();
        var seen = check.look();
        assertThat(seen.health()).isEqualTo(Health.WARN);
        assertThat(((Number) seen.facts().get("conflicts")).intValue()).isPositive();
    }

    @Test
    void nobodyGrantsAnExceptionToThemselves() {
        var me = owner.get("/api/v1/me").json().path("id").asString();

        assertThat(except(me, Duration.ofDays(30)).status()).isEqualTo(403);
    }

    @Test
    void onlyAnOwnerGrantsAnException() {
        firm.add("ruth", Role.ADMIN);
        owner = new Api(port, firm.keyOf("ruth"));

        assertThat(except(ben.id().toString(), Duration.ofDays(30)).status()).isEqualTo(403);
    }

    @Test
    void anExceptionHasAReasonAndEndsWithinAYear() {
        assertThat(except(ben.id().toString(), Duration.ofDays(400)).status()).isEqualTo(400);
        assertThat(except(ben.id().toString(), Duration.ofDays(-1)).status()).isEqualTo(400);
    }

    @Test
    void aConflictThatIsThereCanBeMadeSmallerStepByStep() {
        var exception = except(ben.id().toString(), Duration.ofDays(30)).json();
        giveBoth();
        owner.delete("/api/v1/separation/exceptions/" + exception.path("id").asString());
        var version = owner.get("/api/v1/users/" + ben.id()).header("ETag");

        var less =
                owner.put(
                        "/api/v1/users/" + ben.id(),
                        "{\"roles\":[\"BILLING\",\"ADMIN\",\"STAFF\"]}",
                        "If-Match",
                        version);

        assertThat(less.status()).isEqualTo(200);
    }

    @Test
    void anOwnerAloneBreaksNoRuleAndMayPractise() {
        assertThat(rules.brokenBy(Set.of(Role.OWNER))).isEmpty();
        assertThat(rules.brokenBy(Set.of(Role.OWNER, Role.PROFESSIONAL))).isEmpty();
        assertThat(rules.brokenBy(Set.of(Role.OWNER, Role.AUDITOR)))
                .extracting(SeparationRule::id)
                .containsExactly("auditor-is-owner");
    }

    @Test
    void everyRuleSaysWhereItIsFrom() {
        assertThat(rules.all())
                .isNotEmpty()
                .allSatisfy(rule -> {
                    assertThat(rule.source()).isNotBlank();
                    assertThat(rule.why()).endsWith(".");
                });
    }

    @Test
    void aMistakeInTheRulesIsNamedWithItsLine() {
        assertRefused("x, AUDITOR, users.wriite, ours, Why.", "line 2: users.wriite is neither");
        assertRefused("x, AUDITOR, users.write, ours", "line 2: write id");
        assertRefused("x, audit.read, users.write, ours, Why.", "line 2: the role ADMIN alone");
    }

    private void assertRefused(String line, String message) {
        assertThatThrownBy(
                        () -> new SeparationRules(roles, List.of("id,one,other,source,why", line)))
                .hasMessageContaining(message);
    }

    private Api.Answer giveBoth() {
        return owner.put("/api/v1/users/" + ben.id(), BOTH, "If-Match", "\"1\"");
    }

    private Api.Answer except(String user, Duration life) {
        return owner.post(
                "/api/v1/separation/exceptions",
                "{\"user\":\"%s\",\"rule\":\"billing-manages-people\",\"reason\":\"We are three.\",\"expiresAt\":\"%s\"}"
                        .formatted(user, Instant.now().plus(life)));
    }

    private tools.jackson.databind.JsonNode conflict() {
        return owner.get("/api/v1/separation/conflicts").json().path("items").path(0);
    }
}
