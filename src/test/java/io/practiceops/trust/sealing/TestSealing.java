package io.practiceops.trust.sealing;

import static java.time.ZoneOffset.UTC;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.foundation.database.DatabaseAccess;
import io.practiceops.foundation.database.ScratchDatabase;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Home;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.keys.InstallationKeys;
import io.practiceops.foundation.keys.TestKeys;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import io.practiceops.trust.audit.TestAudit;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One instance's sealing, as the application puts it together, driven step by step. */
final class TestSealing {

    static final Actor SYSTEM = Actor.system("test", null);

    final ScratchDatabase database;
    final Clock clock;
    final Path home;
    final SealingSettings settings =
            new SealingSettings(
                    "example.com/audit",
                    true,
                    new SealingSettings.Anchor(null),
                    new SealingSettings.Retention(2555, 7));
    final Audit audit;
    final InstallationKeys keys;
    final LogStore logs;
    final TileStore tiles;
    final CheckpointStore checkpoints;
    final EraStore eraStore;
    final Leadership leadership;
    final Signing signing;
    final FolderSink folder;
    final RestoreGuard guard;
    final Eras eras;
    final Sequencer sequencer;
    final Checkpointer checkpointer;
    final Anchoring anchoring;
    final Seals seals;
    final Upkeep upkeep;
    final ErasureStore erasureStore;
    final AuditErasure erasure;
    final RetentionStore retentionStore;
    final Retention retention;
    final Verification verification;
    final VerificationCheck verificationCheck;
    final Rails rails;
    final Sealer sealer;
    final SealingCheck check;

    TestSealing(ScratchDatabase database, Clock clock, Path home, CheckpointSink... moreSinks) {
        this.database = database;
        this.clock = clock;
        this.home = home;
        var jdbc = database.jdbc();
        this.audit = TestAudit.of(database, clock);
        this.keys = TestKeys.of(database, home, clock);
        this.logs = new LogStore(jdbc);
        this.tiles = new TileStore(jdbc);
        this.checkpoints = new CheckpointStore(jdbc);
        this.eraStore = new EraStore(jdbc);
        this.leadership = new Leadership(jdbc, clock, database.transactions());
        this.signing = new Signing(eraStore, keys, clock);
        this.folder = new FolderSink(new Home(home), settings);
        var sinks = new java.util.ArrayList<CheckpointSink>(List.of(folder));
        sinks.addAll(List.of(moreSinks));
        this.guard = new RestoreGuard(sinks, eraStore, checkpoints, signing, audit, clock);
        this.eras = new Eras(eraStore, logs, signing, settings, audit, clock);
        this.sequencer =
                new Sequencer(
                        leadership, eras, guard, logs, tiles, clock, new SimpleMeterRegistry());
        this.checkpointer =
                new Checkpointer(leadership, eras, guard, logs, tiles, checkpoints, signing, clock);
        this.anchoring =
                new Anchoring(sinks, checkpoints, eras, guard, clock, database.transactions());
        var transactions = database.transactions();
        var events = new EventStore(jdbc);
        this.seals = new Seals(logs, tiles, checkpoints, events, eraStore, signing, anchoring);
        this.upkeep = new Upkeep(leadership, eras, signing, audit);
        this.erasureStore = new ErasureStore(jdbc);
        this.erasure = new AuditErasure(erasureStore, events, audit, clock);
        this.retentionStore = new RetentionStore(jdbc);
        this.retention =
                new Retention(
                        retentionStore,
                        checkpoints,
                        anchoring,
                        audit,
                        settings,
                        clock,
                        transactions);
        var verifications = new VerificationStore(jdbc);
        this.verification =
                new Verification(
                        verifications,
                        logs,
                        checkpoints,
                        eraStore,
                        folder,
                        audit,
                        new Ids(clock),
                        clock,
                        transactions);
        this.verificationCheck = new VerificationCheck(verifications, clock, transactions);
        this.rails = new Rails(new RailsStore(jdbc), audit, clock, transactions, false);
        this.sealer = new Sealer(sequencer, checkpointer, anchoring, leadership, settings, false);
        this.check =
                new SealingCheck(
                        logs,
                        checkpoints,
                        eraStore,
                        leadership,
                        anchoring,
                        sealer,
                        clock,
                        transactions);
    }

    /** What happened, by action, oldest first. */
    List<String> actions() {
        return across(() ->
                database.jdbc()
                        .sql("SELECT action FROM audit_event ORDER BY occurred_at, id")
                        .query(String.class)
                        .list());
    }

    UUID newestEvent() {
        return across(() ->
                database.jdbc()
                        .sql(
                                "SELECT id FROM audit_event ORDER BY occurred_at DESC, id DESC LIMIT 1")
                        .query(UUID.class)
                        .single());
    }

    /** What somebody who owns the tables can do. */
    int asOwner(String sql) {
        return as(database.access().owner(), sql);
    }

    int asSuperuser(String sql) {
        return as(ScratchDatabase.admin(), sql);
    }

    private int as(DatabaseAccess.Login login, String sql) {
        try (var connection =
                        DriverManager.getConnection(
                                database.access().url(), login.user(), login.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
            return statement.getUpdateCount();
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Everything there is, in as many batches as it takes; then a checkpoint, then its anchor. */
    void seal() {
        while (sealOnce() == Sequencer.BATCH) {
            // until the inbox is empty
        }
        checkpoint();
        anchor();
    }

    int sealOnce() {
        return turn() instanceof Sequencer.Turn.Sealed(var events, _) ? events : -1;
    }

    Sequencer.Turn turn() {
        return as(sequencer::seal);
    }

    boolean checkpoint() {
        return as(checkpointer::checkpoint).isPresent();
    }

    void anchor() {
        as(() -> {
            anchoring.anchor();
            return true;
        });
    }

    /** One event, in a transaction of its own. */
    void record(@Nullable UUID firm, String action) {
        record(firm, AuditEvent.done(action, "thing", UUID.randomUUID()));
    }

    void record(@Nullable UUID firm, AuditEvent event) {
        as(() ->
                across(() -> {
                    audit.record(event, firm);
                    return true;
                }));
    }

    void record(@Nullable UUID firm, int times) {
        as(() ->
                across(() -> {
                    for (var i = 0; i < times; i++) {
                        audit.record(AuditEvent.done("thing.done", "thing", i), firm);
                    }
                    return true;
                }));
    }

    <T> T across(Supplier<T> work) {
        return java.util.Objects.requireNonNull(
                new AcrossFirmsTemplate(database.transactions()).execute(_ -> work.get()));
    }

    static <T> T as(Supplier<T> work) {
        return as(SYSTEM, work);
    }

    static <T> T as(Actor actor, Supplier<T> work) {
        return Acting.<T, RuntimeException>as(actor, "test", work::get);
    }

    long count(String table) {
        return across(() ->
                database.jdbc().sql("SELECT count(*) FROM " + table).query(Long.class).single());
    }

    java.time.LocalDate month() {
        return java.time.LocalDate.ofInstant(clock.instant(), UTC).withDayOfMonth(1);
    }
}
