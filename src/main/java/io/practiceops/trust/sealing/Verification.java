package io.practiceops.trust.sealing;

import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Job;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import io.practiceops.trust.sealing.VerificationStore.Run;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Once a day, holds everything in this database against its seals. What only a copy outside can
 * tell, a verified export tells: whoever rewrote the database and has the key could fool this.
 */
@Component
class Verification implements Job {

    /** What a run came to. */
    enum Outcome {
        PROVEN,
        DIVERGED,
        UNKNOWN
    }

    /** Reads in a transaction of its own, so that hours of reading hold nothing up. */
    interface Reading {
        <T> T of(Supplier<T> query);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Verification.class);

    private final VerificationStore store;
    private final LogStore logs;
    private final CheckpointStore checkpoints;
    private final EraStore eras;
    private final FolderSink folder;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;
    private final AcrossFirmsTemplate acrossFirms;

    Verification(
            VerificationStore store,
            LogStore logs,
            CheckpointStore checkpoints,
            EraStore eras,
            FolderSink folder,
            Audit audit,
            Ids ids,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.logs = logs;
        this.checkpoints = checkpoints;
        this.eras = eras;
        this.folder = folder;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.acrossFirms = new AcrossFirmsTemplate(transactions);
    }

    @Override
    public String name() {
        return "audit.verification";
    }

    @Override
    public String title() {
        return "Verify the audit trail against its seals";
    }

    @Override
    public When when() {
        return new When.Every(Duration.ofHours(24));
    }

    @Override
    public Duration limit() {
        return Duration.ofHours(2);
    }

    @Override
    public String whenItFails() {
        return "Nobody knows whether the audit trail is what was recorded.";
    }

    @Override
    public void run() {
        verify();
    }

    /** The result is kept, whatever it is. */
    Run verify() {
        var started = clock.instant();
        var entries = new long[1];
        var outcome = Outcome.PROVEN;
        @Nullable String finding = null;
        try {
            entries[0] = walk();
        } catch (Diverged diverged) {
            outcome = Outcome.DIVERGED;
            finding = diverged.getMessage();
            LOG.error("The audit trail is not what was sealed: {}", finding);
        } catch (RuntimeException failure) {
            outcome = Outcome.UNKNOWN;
            finding = failure.getClass().getSimpleName() + ": " + failure.getMessage();
            LOG.error("The audit trail could not be verified", failure);
        }
        var run = new Run(ids.next(), started, clock.instant(), entries[0], outcome, finding);
        acrossFirms.executeWithoutResult(_ -> keep(run));
        return run;
    }

    private void keep(Run run) {
        store.insert(run);
        var event =
                AuditEvent.done("audit.verified", "audit-verification", run.id())
                        .detail("outcome", run.outcome())
                        .detail("entries", run.entries());
        audit.record(run.finding() == null ? event : event.detail("finding", run.finding()), null);
    }

    private long walk() {
        var newest = read(checkpoints::newest);
        if (newest.isEmpty()) {
            return 0;
        }
        var entries = 0L;
        for (var log : read(logs::all)) {
            var stated = read(() -> checkpoints.newestBelow(log.id(), newest.get().size()));
            if (stated.isPresent()) {
                var walk = new LogWalk(store, checkpoints, this::read, log, stated.get().size());
                entries += walk.walk();
            }
        }
        new SystemWalk(checkpoints, eras, folder, this::read).walk(newest.get());
        var unknown = read(store::unknownToTheLogs);
        if (unknown.isPresent()) {
            throw new Diverged(
                    "Entry %s is in no log and does not wait for one: it was put in by hand, or its log was rewritten."
                            .formatted(unknown.get()));
        }
        return entries;
    }

    private <T> T read(Supplier<T> query) {
        return Objects.requireNonNull(
                acrossFirms.execute(_ -> {
                    store.allowTime();
                    return query.get();
                }));
    }
}
