package io.practiceops.trust.access;

import static io.practiceops.trust.access.SecondStepTests.problemOf;
import static io.practiceops.trust.access.TestPerson.PHONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.practiceops.Api;
import io.practiceops.Browser;
import io.practiceops.InPractice;
import io.practiceops.MovableTime;
import io.practiceops.TestFirm;
import io.practiceops.foundation.jobs.MovableClock;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.foundation.outbox.Outbox;
import io.practiceops.trust.access.SecondFactorRules.Coverage;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditFilter;
import io.practiceops.trust.audit.AuditTrail;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;

/** Of whom a firm wants a second factor, and who takes one away. */
@InPractice
@Import(MovableTime.class)
class SecondFactorRulesTests {

    private final ApplicationContext application;
    private final SecondFactorRules rules;
    private final SecondFactors factors;
    private final SecondSteps steps;
    private final Enrolments enrolments;
    private final SessionStore sessions;
    private final MovableClock clock;

    @LocalServerPort private int port;

    private TestFirm firm;
    private User ben;

    SecondFactorRulesTests(
            ApplicationContext application,
            SecondFactorRules rules,
            SecondFactors factors,
            SecondSteps steps,
            Enrolments enrolments,
            SessionStore sessions,
            MovableClock clock) {
        this.application = application;
        this.rules = rules;
        this.factors = factors;
        this.steps = steps;
        this.enrolments = enrolments;
        this.sessions = sessions;
        this.clock = clock;
    }

    @BeforeEach
    void openFirm() {
        firm = new TestFirm(application);
        ben = firm.add("ben", Role.STAFF);
    }

    @Test
    void nobodyNeedsASecondFactorUntilSomebodySaysSo() {
        assertThat(firm.asSystem(rules::all)).noneMatch(rule -> rule.isRequired(clock.instant()));
        assertThat(firm.asSystem(rules::coverage)).isEqualTo(new Coverage(0, 0));
    }

    @Test
    void aRuleSendsSessionsWithoutASecondFactorToSetOneUpAtTheirNextRequest() {
        var browser = new Browser(port);
        browser.signIn(firm.email("ben"), TestFirm.PASSWORD);
        assertThat(browser.get("/clients").statusCode()).isEqualTo(200);

        firm.asSystem(() -> rules.change(Role.STAFF, true, null));

        var sent = browser.get("/clients?q=a");
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(sent.headers().firstValue("Location"))
                .hasValue("/me/second-factor?next=%2Fclients%3Fq%3Da");
        var api = browser.get("/api/v1/clients");
        assertThat(api.statusCode()).isEqualTo(401);
        assertThat(api.body()).contains("second-factor-needed", "/me/second-factor");
        assertThat(browser.get("/me/second-factor").body()).contains("Set up a second factor");
        assertThat(firm.asSystem(rules::coverage)).isEqualTo(new Coverage(1, 0));
    }

    @Test
    void aRuleOfLaterBeginsThen() {
        var token = person("ben").signIn().token();
        var later = clock.instant().plus(Duration.ofHours(1));
        firm.asSystem(() -> rules.change(Role.STAFF, true, later));
        assertThat(asksSecond(token)).isFalse();

        clock.move(Duration.ofHours(1));

        assertThat(asksSecond(token)).isTrue();
    }

    @Test
    void whoSetsOneUpIsLetInAtOnceWithANewToken() {
        firm.asSystem(() -> rules.change(Role.STAFF, true, null));
        var person = person("ben");
        var before = person.signIn().token();

        var after = person.enrolAt(before);

        assertThat(after).isNotEqualTo(before);
        assertThat(sessions.find(new Secret(before).hash(), clock.instant())).isEmpty();
        assertThat(sessions.find(new Secret(after).hash(), clock.instant()).orElseThrow())
                .satisfies(session -> assertThat(session.proven().hasSecond()).isTrue());
        assertThat(firm.asSystem(rules::coverage)).isEqualTo(new Coverage(1, 1));
    }

    @Test
    void aSessionBegunWithoutTheFactorMustGiveItAndMayNotSetUpAnother() {
        var browser = new Browser(port);
        browser.signIn(firm.email("ben"), TestFirm.PASSWORD);
        var person = person("ben").enrol();
        firm.asSystem(() -> rules.change(Role.STAFF, true, null));

        assertThat(browser.get("/clients").headers().firstValue("Location"))
                .hasValue("/confirm?next=%2Fclients");
        assertThat(browser.get("/me/second-factor").statusCode()).isEqualTo(303);
        assertThat(browser.get("/confirm").body()).doesNotContain("name=\"password\"");

        var confirmed = browser.post("/confirm/code", "code", person.code(0), "next", "/clients");
        assertThat(confirmed.headers().firstValue("Location")).hasValue("/clients");
        assertThat(browser.get("/clients").statusCode()).isEqualTo(200);
    }

    @Test
    void keysAreNotAskedForASecondFactor() {
        var api = new Api(port, firm.keyOf("ben"));
        firm.asSystem(() -> rules.change(Role.STAFF, true, null));

        assertThat(api.get("/api/v1/clients").status()).isEqualTo(200);
        assertThat(
                        new Api(port, firm.ownerKey())
                                .put(
                                        "/api/v1/sign-in-rules/STAFF",
                                        "{\"secondFactor\":\"OPTIONAL\"}")
                                .json()
                                .path("secondFactor")
                                .asString())
                .isEqualTo("OPTIONAL");
    }

    @Test
    void theLastFactorThatIsNeededIsReplacedAndNotRemoved() {
        var person = person("ben");
        firm.asSystem(() -> rules.change(Role.STAFF, true, null));
        var actor = person.actor(person.enrolAt(person.signIn().token()));

        var refused =
                problemOf(() ->
                        Acting.as(
                                actor,
                                "test",
                                () -> {
                                    factors.removeAuthenticator();
                                    return "removed";
                                }));
        assertThat(refused.type()).isEqualTo(ProblemType.CONFLICT);
        assertThat(refused.mend()).contains("Add another one first");
        assertThat(Acting.as(actor, "test", factors::mine).isNone()).isFalse();

        firm.asSystem(() -> rules.change(Role.STAFF, false, null));
        Acting.as(actor, factors::removeAuthenticator);
        assertThat(Acting.as(actor, "test", factors::mine).recoveryCodesLeft()).isZero();
        assertThat(person.signIn().isHalfOpen()).isFalse();
    }

    @Test
    void anOwnersRuleAndAnOwnersFactorsAreTheOwnersBusiness() {
        var _ = firm.add("ruth", Role.ADMIN);
        var ruth = person("ruth");
        var admin = ruth.actor(ruth.signIn().token());
        var owner = person("owner").enrol();

        assertThatThrownBy(() -> Acting.as(admin, "t", () -> rules.change(Role.OWNER, true, null)))
                .hasMessageContaining("Only an owner");
        assertThatThrownBy(() -> Acting.as(admin, () -> factors.reset(owner.id())))
                .hasMessageContaining("Only an owner");
    }

    @Test
    void anAdministratorResetsTheFactorsOfOneWhoLostThemAndThePersonIsTold() {
        var _ = firm.add("ruth", Role.ADMIN);
        var ruth = person("ruth");
        var admin = ruth.actor(ruth.signIn().token());
        var person = person("ben").enrol();
        var token = steps.byCode(person.signIn().token(), person.code(0), PHONE);

        Acting.as(admin, () -> factors.reset(ben.id()));

        assertThat(sessions.find(new Secret(token).hash(), clock.instant())).isEmpty();
        assertThat(person.signIn().isHalfOpen()).isFalse();
        assertThat(actions("user.second-factors-reset")).isEqualTo(1);
        assertThat(
                        firm.asSystem(() ->
                                        application.getBean(Outbox.class).newest(null, null, 10))
                                .items())
                .anyMatch(mail ->
                        mail.recipient().equals(firm.email("ben"))
                                && mail.subject().contains("reset"));
    }

    @Test
    void aNewFirstFactorMakesTheProofsOfOtherSessionsOld() {
        var person = person("ben");
        var here = person.signIn().token();
        var there = person.signIn().token();

        person.enrolAt(here);

        assertThatThrownBy(() -> Acting.as(person.actor(there), enrolments::beginAuthenticator))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem ->
                                assertThat(problem.type())
                                        .isEqualTo(ProblemType.FRESH_PROOF_NEEDED));
    }

    @Test
    void theInstallationsMinimumHoldsWhateverTheFirmSays() {
        var strict =
                new SecondFactorRules(
                        application.getBean(SecondFactorRuleStore.class),
                        Set.of(Role.OPERATOR, Role.ADMIN),
                        application.getBean(Audit.class),
                        clock);

        assertThat(strict.isMinimumFor(Set.of(Role.STAFF, Role.ADMIN))).isTrue();
        assertThat(strict.isMinimumFor(Set.of(Role.OPERATOR))).isTrue();
        assertThat(strict.isMinimumFor(Set.of(Role.STAFF))).isFalse();
        assertThat(rules.isMinimumFor(Set.of(Role.OWNER))).isFalse();
    }

    @Test
    void anOperatorOfNoFirmSetsOneUpToo() {
        var email = "op@" + firm.id() + ".example";
        var _ = application.getBean(Firms.class).addOperator(email, "Op", TestFirm.PASSWORD);
        var operator = new TestPerson(application, email).enrol();

        var token = steps.byCode(operator.signIn().token(), operator.code(0), PHONE);

        assertThat(Acting.as(operator.actor(token), "test", factors::mine).isNone()).isFalse();
    }

    private boolean asksSecond(String token) {
        return sessions.find(new Secret(token).hash(), clock.instant())
                .orElseThrow()
                .proven()
                .firmAsksSecond();
    }

    private long actions(String action) {
        var filter = AuditFilter.of(firm.id()).action(action);
        return firm.asSystem(() -> application.getBean(AuditTrail.class).find(filter, null, 50))
                .items()
                .size();
    }

    private TestPerson person(String name) {
        return new TestPerson(application, firm.email(name));
    }
}
