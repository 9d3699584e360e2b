package io.practiceops.trust.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.Browser;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.foundation.jobs.MovableClock;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Check.Health;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.outbox.Outbox;
import io.practiceops.trust.audit.Audit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;

/** The clock is moved for dormancy alone, so that no other test of the application grows old. */
@InPractice
class DormancyTests {

    private final ApplicationContext application;
    private final TransactionOperations across;
    private final MovableClock clock = new MovableClock(Instant.now());

    @LocalServerPort private int port;

    private TestFirm firm;
    private User ben;
    private Dormancy dormancy;

    DormancyTests(ApplicationContext application, PlatformTransactionManager transactions) {
        this.application = application;
        this.across = new io.practiceops.foundation.database.AcrossFirmsTemplate(transactions);
    }

    @BeforeEach
    void openFirm() {
        firm = new TestFirm(application);
        ben = firm.add("ben", Role.STAFF);
        dormancy = dormancy(Duration.ofDays(120));
    }

    @Test
    void whoeverNeverCameCountsFromTheDayTheyWereAdded() {
        clock.move(Duration.ofDays(89));
        assertThat(dormant()).isFalse();

        clock.move(Duration.ofDays(2));
        assertThat(dormant()).isTrue();
    }

    @Test
    void signingInIsBeingThere() {
        var browser = new Browser(port);
        browser.signIn(firm.email("ben"), TestFirm.PASSWORD);

        clock.move(Duration.ofDays(91));

        assertThat(inFirm(() -> dormancy.since().get(ben.id())))
                .isAfter(Ids.timeOf(ben.id()).plusMillis(1));
    }

    @Test
    void dormantLoginsAreShutOutSaveOwnersAndTheAdministratorsAreTold() {
        clock.move(Duration.ofDays(121));

        assertThat(inFirm(dormancy::shutOut)).isEqualTo(1);

        assertThat(firm.asSystem(() -> application.getBean(Users.class).find(ben.id())).disabled())
                .isTrue();
        var owners =
                firm.asSystem(() -> application.getBean(Users.class).all()).stream()
                        .filter(user -> user.roles().contains(Role.OWNER));
        assertThat(owners).noneMatch(User::disabled);
        assertThat(
                        firm.asSystem(() ->
                                        application.getBean(Outbox.class).newest(null, null, 10))
                                .items())
                .anySatisfy(mail -> {
                    assertThat(mail.subject()).isEqualTo("A login was shut out");
                    assertThat(mail.recipient()).isEqualTo(firm.email("owner"));
                });
        assertThat(inFirm(dormancy::shutOut)).as("the second run").isZero();
    }

    @Test
    void whoeverIsLetInAgainIsNotShutOutTheNextMorning() {
        firm.asSystem(() -> application.getBean(Users.class).setDisabled(ben.id(), true));
        clock.move(Duration.ofDays(121));
        across.executeWithoutResult(
                _ -> application.getBean(DormancyStore.class).letIn(ben.id(), clock.instant()));
        firm.asSystem(() -> {
            across.executeWithoutResult(
                    _ -> application.getBean(IdentityStore.class).setDisabled(ben.id(), null));
            return null;
        });

        assertThat(inFirm(dormancy::shutOut)).isZero();
    }

    @Test
    void nobodyIsShutOutUnlessTheInstallationAsksForIt() {
        dormancy = dormancy(null);
        clock.move(Duration.ofDays(1000));

        assertThat(inFirm(dormancy::shutOut)).isZero();
        assertThat(across.<Boolean>execute(_ -> dormancy.firmsToTidy().isEmpty())).isTrue();
    }

    @Test
    void theCheckSaysHowManyThereAre() {
        var forEver = new ApiKeys.Wanted("Import", Set.of(), null, List.of());
        firm.asSystem(() -> application.getBean(ApiKeys.class).makeFor(firm.email("ben"), forEver));
        clock.move(Duration.ofDays(91));

        var seen = across.execute(_ -> new DormantAccountsCheck(dormancy).look());

        assertThat(seen.health()).isEqualTo(Health.WARN);
        assertThat((Long) seen.facts().get("logins not used")).isPositive();
        assertThat((Integer) seen.facts().get("keys not used")).isPositive();
    }

    private boolean dormant() {
        return inFirm(() -> dormancy.since().containsKey(ben.id()));
    }

    private <T> T inFirm(java.util.function.Supplier<T> work) {
        return Acting.as(
                Actor.system("Dormant logins", firm.id()),
                "test",
                () -> across.execute(_ -> work.get()));
    }

    private Dormancy dormancy(Duration after) {
        return new Dormancy(
                application.getBean(DormancyStore.class),
                new DormancySettings(Duration.ofDays(90), after),
                application.getBean(Users.class),
                application.getBean(Outbox.class),
                application.getBean(Audit.class),
                application.getBean(Address.class),
                clock);
    }
}
