package io.practiceops.trust.access;

import static io.practiceops.trust.access.TestPerson.PHONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.practiceops.InPractice;
import io.practiceops.MovableTime;
import io.practiceops.TestFirm;
import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.foundation.jobs.MovableClock;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.foundation.outbox.Outbox;
import io.practiceops.trust.audit.AuditEntry;
import io.practiceops.trust.audit.AuditFilter;
import io.practiceops.trust.audit.AuditTrail;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** From the right password to the right second factor. */
@InPractice
@Import(MovableTime.class)
class SecondStepTests {

    private final ApplicationContext application;
    private final SecondSteps steps;
    private final SessionStore sessions;
    private final Accounts accounts;
    private final MovableClock clock;
    private final JdbcClient jdbc;
    private final AcrossFirmsTemplate acrossFirms;

    private TestFirm firm;
    private TestPerson ben;

    SecondStepTests(
            ApplicationContext application,
            SecondSteps steps,
            SessionStore sessions,
            Accounts accounts,
            MovableClock clock,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.application = application;
        this.steps = steps;
        this.sessions = sessions;
        this.accounts = accounts;
        this.clock = clock;
        this.jdbc = jdbc;
        this.acrossFirms = new AcrossFirmsTemplate(transactions);
    }

    @BeforeEach
    void somebodyWithAnAuthenticator() {
        firm = new TestFirm(application);
        var _ = firm.add("ben", Role.STAFF);
        ben = new TestPerson(application, firm.email("ben")).enrol();
    }

    @Test
    void aRightPasswordAloneIsHalfASignInAndNoSession() {
        var signIn = ben.signIn();

        assertThat(signIn.isHalfOpen()).isTrue();
        assertThat(sessions.find(new Secret(signIn.token()).hash(), clock.instant())).isEmpty();
        assertThat(steps.ways(signIn.token())).isEqualTo(new Ways(true, true, false, true));
    }

    @Test
    void theRightCodeOpensASessionOfAnotherTokenThatNamesItsFactors() {
        var half = ben.signIn().token();
        var token = steps.byCode(half, ben.code(0), PHONE);

        assertThat(token).isNotEqualTo(half);
        var session = sessions.find(new Secret(token).hash(), clock.instant()).orElseThrow();
        assertThat(session.proven().factors())
                .containsExactlyInAnyOrder(Factor.PASSWORD, Factor.AUTHENTICATOR);
        assertThat(entries("session.started"))
                .anyMatch(entry -> entry.canonical().contains("[PASSWORD, AUTHENTICATOR]"));
        assertThatThrownBy(() -> steps.ways(half)).isInstanceOf(Problem.class);
    }

    @Test
    void aStolenHalfOpenSignInIsWorthNothingOnceItIsFinished() {
        var half = ben.signIn().token();
        var _ = steps.byCode(half, ben.code(0), PHONE);

        var refused = problemOf(() -> steps.byCode(half, ben.code(1), PHONE));

        assertThat(refused.type()).isEqualTo(ProblemType.NOT_SIGNED_IN);
        assertThat(acrossTheInstallation("NOT_BEGUN")).isNotEmpty();
    }

    @Test
    void aReplayedCodeIsRefusedAndOnRecord() {
        var _ = steps.byCode(ben.signIn().token(), ben.code(0), PHONE);
        var half = ben.signIn().token();

        var refused = problemOf(() -> steps.byCode(half, ben.code(0), PHONE));

        assertThat(refused.detail()).contains("used already");
        assertThat(reasons()).containsExactly("REPLAYED_CODE");
    }

    @Test
    void noCodeOlderThanTheLastOneWorks() {
        var _ = steps.byCode(ben.signIn().token(), ben.code(1), PHONE);
        var half = ben.signIn().token();

        assertThat(problemOf(() -> steps.byCode(half, ben.code(0), PHONE)).detail())
                .contains("used already");
    }

    @Test
    void aWrongStepIsRefusedAndOnRecordAndTheClocksOfPhonesMayBeHalfAMinuteOff() {
        var half = ben.signIn().token();
        clock.move(Duration.ofMinutes(2));
        assertThat(problemOf(() -> steps.byCode(half, ben.code(-2), PHONE)).detail())
                .contains("not right");
        assertThat(problemOf(() -> steps.byCode(half, ben.code(2), PHONE)).detail())
                .contains("not right");
        assertThat(reasons()).containsExactly("WRONG_CODE", "WRONG_CODE");

        assertThat(steps.byCode(half, ben.code(-1), PHONE)).isNotEmpty();
    }

    @Test
    void ofManyWhoBringTheSameCodeAtOnceOneGetsIn() throws Exception {
        var code = ben.code(0);
        var halves = Stream.generate(() -> ben.signIn().token()).limit(16).toList();

        var winners =
                atOnce(
                        halves.stream()
                                .<Callable<Boolean>>map(
                                        half -> () -> !steps.byCode(half, code, PHONE).isEmpty())
                                .toList());

        assertThat(winners).isEqualTo(1);
        assertThat(reasons()).containsOnly("REPLAYED_CODE");
    }

    @Test
    void aStepIsUsedUpOnceHoweverManyTransactionsTry() throws Exception {
        var store = application.getBean(AuthenticatorStore.class);
        var kept = acrossFirms.execute(_ -> store.inUse(ben.id())).orElseThrow();
        var step = Totp.stepAt(clock.instant());
        Callable<Boolean> use =
                () -> acrossFirms.execute(_ -> store.useUp(kept.id(), step, clock.instant()));

        assertThat(atOnce(Collections.nCopies(32, use))).isEqualTo(1);
    }

    /** How many got through; a Problem is a no. */
    private static int atOnce(List<Callable<Boolean>> tries) throws Exception {
        try (var threads = Executors.newFixedThreadPool(16)) {
            var through = 0;
            for (var attempt : threads.invokeAll(tries)) {
                try {
                    through += attempt.get() ? 1 : 0;
                } catch (ExecutionException refused) {
                    assertThat(refused).hasCauseInstanceOf(Problem.class);
                }
            }
            return through;
        }
    }

    @Test
    void fiveWrongCodesEndTheSignIn() {
        var half = ben.signIn().token();
        for (var i = 1; i < SecondSteps.MOST_TRIES; i++) {
            assertThat(problemOf(() -> steps.byCode(half, ben.wrongCode(), PHONE)).type())
                    .isEqualTo(ProblemType.INVALID_INPUT);
        }
        assertThat(problemOf(() -> steps.byCode(half, ben.wrongCode(), PHONE)).type())
                .isEqualTo(ProblemType.NOT_SIGNED_IN);
        assertThat(problemOf(() -> steps.byCode(half, ben.code(0), PHONE)).type())
                .isEqualTo(ProblemType.NOT_SIGNED_IN);
    }

    @Test
    void wrongCodesAreCountedOverAllSignInsAndTheNextHaveToWait() {
        guessUntilStopped();
        var half = ben.signIn().token();
        assertThat(problemOf(() -> steps.byCode(half, ben.code(0), PHONE)).type())
                .isEqualTo(ProblemType.TOO_MANY);

        clock.move(Duration.ofMinutes(2));
        assertThat(steps.byCode(half, ben.code(0), PHONE)).isNotEmpty();
    }

    @Test
    void whoHasToWaitStillGetsInWithARecoveryCode() {
        guessUntilStopped();
        var half = ben.signIn().token();

        assertThat(steps.byRecoveryCode(half, ben.recoveryCodes().getFirst(), PHONE)).isNotEmpty();
    }

    private void guessUntilStopped() {
        for (var i = 0; i < 10; i++) {
            var half = ben.signIn().token();
            var refused = problemOf(() -> steps.byCode(half, ben.wrongCode(), PHONE));
            if (refused.type() == ProblemType.TOO_MANY) {
                return;
            }
        }
        throw new AssertionError("Ten wrong codes, and nobody stopped them");
    }

    @Test
    void halfASignInIsOverAfterFiveMinutes() {
        var half = ben.signIn().token();
        clock.move(SecondSteps.PATIENCE);

        assertThat(problemOf(() -> steps.byCode(half, ben.code(0), PHONE)).type())
                .isEqualTo(ProblemType.NOT_SIGNED_IN);
    }

    @Test
    void aPasswordChangeEndsSignInsThatAreHalfOpen() {
        var token = steps.byCode(ben.signIn().token(), ben.code(0), PHONE);
        var half = ben.signIn().token();

        Acting.as(
                ben.actor(token),
                () -> accounts.changePassword(TestFirm.PASSWORD, "another four word phrase"));

        assertThatThrownBy(() -> steps.ways(half)).isInstanceOf(Problem.class);
    }

    @Test
    void aRecoveryCodeWorksOnceHoweverItIsTypedAndThePersonIsTold() {
        var codes = ben.recoveryCodes();
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        var typed = codes.getFirst().replace("-", " ").toLowerCase(Locale.ROOT);

        assertThat(steps.byRecoveryCode(ben.signIn().token(), typed, PHONE)).isNotEmpty();

        var half = ben.signIn().token();
        assertThat(problemOf(() -> steps.byRecoveryCode(half, codes.getFirst(), PHONE)).detail())
                .contains("used already");
        assertThat(problemOf(() -> steps.byRecoveryCode(half, "ABCD-EFGH", PHONE)).detail())
                .contains("none of your");
        assertThat(reasons())
                .containsExactlyInAnyOrder("WRONG_RECOVERY_CODE", "USED_RECOVERY_CODE");
        assertThat(entries("user.recovery-code-used").getFirst().canonical())
                .contains("\"left\":\"9\"");
        assertThat(mailTo("ben")).anyMatch(subject -> subject.contains("recovery code of yours"));
    }

    @Test
    void seedsAndRecoveryCodesAreUnreadableInTheDatabaseAndSeedsBelongToTheirPerson() {
        var stored =
                acrossFirms.execute(_ ->
                        jdbc.sql("SELECT seed FROM authenticator WHERE user_id = ?")
                                .param(ben.id())
                                .query(byte[].class)
                                .single());
        var cipher = application.getBean(SeedCipher.class);

        var seed = cipher.open(ben.id(), stored);
        assertThat(seed).hasSize(20);
        assertThat(stored).hasSize(12 + 20 + 16);
        assertThatThrownBy(() -> cipher.open(UUID.randomUUID(), stored))
                .isInstanceOf(IllegalStateException.class);
        stored[20] ^= 1;
        assertThatThrownBy(() -> cipher.open(ben.id(), stored))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void sweepingRemovesWhatWasNotFinished() {
        var _ = ben.signIn();
        var _ = steps.anyPasskeyRequest("somebody");
        clock.move(Duration.ofMinutes(6));

        application.getBean(SweepSignIns.class).run();

        int left =
                acrossFirms.execute(_ ->
                        jdbc.sql(
                                        """
                                        SELECT (SELECT count(*) FROM half_open_sign_in)
                                             + (SELECT count(*) FROM passkey_challenge)
                                        """)
                                .query(Integer.class)
                                .single());
        assertThat(left).isZero();
    }

    private List<String> reasons() {
        return entries("second-factor.refused").stream()
                .map(entry -> entry.canonical().replaceAll(".*\"reason\":\"([A-Z_]+)\".*", "$1"))
                .toList();
    }

    private List<AuditEntry> entries(String action) {
        var filter = AuditFilter.of(firm.id()).action(action);
        return firm.asSystem(() -> application.getBean(AuditTrail.class).find(filter, null, 50))
                .items();
    }

    private List<String> acrossTheInstallation(String reason) {
        return acrossFirms.execute(_ ->
                jdbc.sql("SELECT canonical FROM audit_event WHERE canonical LIKE ?")
                        .param("%" + reason + "%")
                        .query(String.class)
                        .list());
    }

    private List<String> mailTo(String name) {
        return firm
                .asSystem(() -> application.getBean(Outbox.class).newest(null, null, 50))
                .items()
                .stream()
                .filter(mail -> mail.recipient().equals(firm.email(name)))
                .map(mail -> mail.subject())
                .toList();
    }

    static Problem problemOf(java.util.function.Supplier<?> work) {
        try {
            throw new AssertionError("Not refused: " + work.get());
        } catch (Problem problem) {
            return problem;
        }
    }
}
