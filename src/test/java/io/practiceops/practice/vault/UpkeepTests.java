package io.practiceops.practice.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.practiceops.Api;
import io.practiceops.InPractice;
import io.practiceops.MovableTime;
import io.practiceops.TestFirm;
import io.practiceops.console.samples.SamplePdf;
import io.practiceops.foundation.jobs.MovableClock;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Check.Health;
import io.practiceops.foundation.kernel.Home;
import io.practiceops.foundation.kernel.Job;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.storage.ObjectStore;
import io.practiceops.practice.documents.Documents;
import io.practiceops.trust.audit.AuditTrail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Rotation, scrub, sweep, and a store that goes away: alone in their own application. */
@InPractice
@Import(MovableTime.class)
@DirtiesContext
class UpkeepTests {

    private final ApplicationContext application;
    private final Vault vault;
    private final ObjectStore store;
    private final MovableClock clock;
    private final TransactionTemplate transaction;

    @LocalServerPort private int port;

    private TestFirm firm;

    UpkeepTests(
            ApplicationContext application,
            Vault vault,
            ObjectStore store,
            MovableClock clock,
            PlatformTransactionManager transactions) {
        this.application = application;
        this.vault = vault;
        this.store = store;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void openFirm() {
        firm = new TestFirm(application);
    }

    private <T> T part(Class<T> type) {
        return application.getBean(type);
    }

    private static <T> T asSystem(ScopedValue.CallableOp<T, RuntimeException> work) {
        return Acting.as(Actor.system("test", null), "test", work);
    }

    private String keep(String text) {
        return firm.asSystem(() -> {
            try (var arrival = vault.receive(new ByteArrayInputStream(text.getBytes(UTF_8)))) {
                transaction.executeWithoutResult(_ -> vault.keep(arrival, UUID.randomUUID()));
                return arrival.sha256();
            }
        });
    }

    private String read(String sha256) {
        return firm.asSystem(() -> {
            try (var in = vault.open(sha256)) {
                return new String(in.readAllBytes(), UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private String key() {
        return store.list("vault/" + firm.id() + "/", null, 10).getLast().key();
    }

    private void run(Class<? extends Job> job) {
        asSystem(() -> {
            try {
                part(job).run();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return null;
        });
    }

    private Storage.Standing standing() {
        return asSystem(() -> part(Storage.class).standing());
    }

    @Test
    void aRotationWrapsEveryKeyAnewAndTouchesNoObject() throws Exception {
        var before = standing().current();
        var sha256 = keep("before");
        byte[] sealed;
        try (var in = store.open(key(), 0)) {
            sealed = in.readAllBytes();
        }

        var next = asSystem(() -> part(Rotation.class).rotate());
        run(KeyUpkeep.class);

        assertThat(next.number()).isEqualTo(before.number() + 1);
        assertThat(standing().wrapped()).isEqualTo(standing().keys()).isPositive();
        assertThat(standing().byKek()).doesNotContainKey(before.id());
        assertThat(read(sha256)).isEqualTo("before");
        try (var in = store.open(key(), 0)) {
            assertThat(in.readAllBytes()).isEqualTo(sealed);
        }
        assertThat(Files.exists(part(Home.class).resolve("keys/vault-" + next.number() + ".key")))
                .isTrue();
    }

    @Test
    void anOldKeyRetiresOnlyWhenNothingCanComeWithItAnyMore() {
        var before = standing().current();
        keep("some");
        asSystem(() -> part(Rotation.class).rotate());
        run(KeyUpkeep.class);
        assertThat(retired(before)).isFalse();

        clock.move(Duration.ofHours(25));
        run(KeyUpkeep.class);
        assertThat(retired(before)).isTrue();
    }

    private boolean retired(Generation generation) {
        return standing().generations().stream()
                .filter(one -> one.id().equals(generation.id()))
                .allMatch(one -> one.retiredAt() != null);
    }

    @Test
    void aScrubFindsDamageAndLossSaysSoAndSeesThemMended() throws Exception {
        var sound = keep("sound");
        var sha256 = keep("soon damaged " + firm.id());
        var key = keyOf(sha256);
        byte[] good;
        try (var in = store.open(key, 0)) {
            good = in.readAllBytes();
        }
        var bad = good.clone();
        bad[bad.length - 1] ^= 1;
        store.put(key, bad);

        run(Scrub.class);
        var totals = firm.asSystem(() -> part(Storage.class).sound());
        assertThat(totals.damaged()).isEqualTo(1);
        assertThat(totals.verified()).isEqualTo(1);
        assertThat(firm.asSystem(() -> part(ScrubCheck.class).look()).health())
                .isEqualTo(Health.BAD);
        assertThat(history()).containsExactly("vault.object-damaged");

        store.delete(key);
        clock.move(Duration.ofHours(25));
        run(Scrub.class);
        assertThat(firm.asSystem(() -> part(Storage.class).sound()).missing()).isEqualTo(1);

        store.put(key, good);
        clock.move(Duration.ofHours(25));
        run(Scrub.class);
        assertThat(firm.asSystem(() -> part(ScrubCheck.class).look()).health())
                .isEqualTo(Health.GOOD);
        assertThat(read(sound)).isEqualTo("sound");
        assertThat(history())
                .containsExactlyInAnyOrder("vault.object-damaged", "vault.object-sound-again");
    }

    private String keyOf(String sha256) {
        return firm.asSystem(() ->
                transaction.execute(
                        _ -> part(VaultStore.class).find(sha256).orElseThrow().place().key()));
    }

    private List<String> history() {
        return firm.asSystem(() ->
                store.list("vault/" + firm.id() + "/", null, 10).stream()
                        .map(object -> object.key().substring(object.key().lastIndexOf('/') + 1))
                        .flatMap(object ->
                                part(AuditTrail.class)
                                        .historyOf("vault-object", object, 10)
                                        .stream())
                        .map(entry -> entry.action())
                        .toList());
    }

    @Test
    void whatWasNeverVerifiedIsUnknownAndNoPass() {
        keep("unread");
        assertThat(firm.asSystem(() -> part(ScrubCheck.class).look()).health())
                .isEqualTo(Health.UNKNOWN);
    }

    @Test
    void aStoreThatIsDownIsNoDamage() throws Exception {
        keep("there");
        var objects = part(Home.class).resolve("objects");
        var away = objects.resolveSibling("away");
        Files.move(objects, away);
        try {
            assertThatThrownBy(() -> run(Scrub.class)).isInstanceOf(Problem.class);
        } finally {
            Files.move(away, objects);
        }
        var totals = firm.asSystem(() -> part(Storage.class).sound());
        assertThat(totals.inTrouble()).isZero();
        assertThat(totals.never()).isEqualTo(1);
    }

    @Test
    void aStoreThatIsDownAnswers503WithTheMendAndGoesOnWhenItIsBack() throws Exception {
        var api = new Api(port, firm.ownerKey());
        var client =
                api.post("/api/v1/clients", "{\"kind\":\"INDIVIDUAL\",\"name\":\"Ada\"}")
                        .json()
                        .path("id")
                        .asString();
        var pdf = SamplePdf.saying("kept");
        var objects = part(Home.class).resolve("objects");
        var away = objects.resolveSibling("away");
        Files.move(objects, away);
        try {
            var down = api.upload(client, "a.pdf", pdf);
            assertThat(down.status()).isEqualTo(503);
            assertThat(down.json().path("mend").asString()).contains("operator");
            var page = api.get("/api/v1/documents");
            assertThat(page.status()).as("what needs no bytes goes on").isEqualTo(200);
            assertThat(page.json().path("items").size()).isZero();
        } finally {
            Files.move(away, objects);
        }
        assertThat(api.upload(client, "a.pdf", pdf).status()).isEqualTo(201);
        assertThat(firm.asSystem(() -> part(Documents.class).counts().all())).isEqualTo(1);
    }

    @Test
    void theSweepRemovesOnlyOldObjectsThatNoRowNames() {
        var sha256 = keep("kept");
        keepMany(9);
        var orphan =
                firm.asSystem(
                        () -> vault.receive(new ByteArrayInputStream("loose".getBytes(UTF_8))));
        assertThat(orphan.size()).isEqualTo(5);
        move(Instant.now().minus(Duration.ofHours(1)));
        run(Sweep.class);
        assertThat(store.list("vault/" + firm.id() + "/", null, 20)).hasSize(11);

        move(Instant.now().plus(Duration.ofHours(25)));
        run(Sweep.class);

        assertThat(store.list("vault/" + firm.id() + "/", null, 20)).hasSize(10);
        assertThat(read(sha256)).isEqualTo("kept");
        assertThat(store.find(StoreMark.KEY)).isPresent();
    }

    private void keepMany(int count) {
        for (var i = 0; i < count; i++) {
            keep("one of many, " + i);
        }
    }

    @Test
    void theSweepRemovesNothingWhereFewAreKnownNorInAnotherDatabasesStore() {
        keepMany(9);
        var loose = "vault/" + firm.id() + "/aa/";
        for (var i = 0; i < 90; i++) {
            store.put(loose + UUID.randomUUID(), new byte[] {1});
        }
        move(Instant.now().plus(Duration.ofHours(25)));
        run(Sweep.class);
        assertThat(store.list(loose, null, 100)).hasSize(90);

        store.put(StoreMark.KEY, "file:1 of another".getBytes(UTF_8));
        try {
            assertThatThrownBy(() -> run(Sweep.class)).hasMessageContaining("belongs to");
        } finally {
            store.delete(StoreMark.KEY);
            store.list(loose, null, 100).forEach(object -> store.delete(object.key()));
        }
    }

    @Test
    void theDerivedThatIsDamagedIsDerivedAgain() {
        var sha256 = keep("seen");
        firm.asSystem(() -> {
            vault.keepDerived(sha256, "page-1", new byte[] {1, 2});
            var part =
                    store.list("vault/" + firm.id() + "/", null, 10).stream()
                            .filter(object -> object.key().contains("+"))
                            .findFirst()
                            .orElseThrow();
            store.put(part.key(), new byte[100]);
            assertThat(vault.derived(sha256, "page-1")).isEmpty();

            vault.keepDerived(sha256, "page-1", new byte[] {3});
            assertThat(vault.derived(sha256, "page-1")).contains(new byte[] {3});
            return null;
        });
    }

    /** Files have the time of the machine. */
    private void move(Instant to) {
        clock.move(Duration.between(clock.instant(), to));
    }
}
