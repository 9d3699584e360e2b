package io.practiceops.trust.sealing;

import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.foundation.kernel.Job;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Lets months go whose time is over. First each log is told what it loses, then payloads and
 * openings go, in small steps: cut off anywhere, the next run goes on. The hashes stay, so what is
 * left is as provable as before, and what went is accounted for.
 */
@Component
class Retention implements Job {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final int STEP = 5_000;

    private final RetentionStore store;
    private final CheckpointStore checkpoints;
    private final Anchoring anchoring;
    private final Audit audit;
    private final SealingSettings.Retention settings;
    private final Clock clock;
    private final AcrossFirmsTemplate acrossFirms;

    Retention(
            RetentionStore store,
            CheckpointStore checkpoints,
            Anchoring anchoring,
            Audit audit,
            SealingSettings settings,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.checkpoints = checkpoints;
        this.anchoring = anchoring;
        this.audit = audit;
        this.settings = settings.retention();
        this.clock = clock;
        this.acrossFirms = new AcrossFirmsTemplate(transactions);
    }

    @Override
    public String name() {
        return "audit.retention";
    }

    @Override
    public String title() {
        return "Remove months of the audit trail whose time is over";
    }

    @Override
    public When when() {
        return new When.Daily(LocalTime.of(2, 40));
    }

    @Override
    public Duration limit() {
        return Duration.ofHours(1);
    }

    @Override
    public String whenItFails() {
        return "Entries stay longer than the policy says.";
    }

    @Override
    public void run() {
        for (var month : in(store::months)) {
            if (isOver(month) && begin(month)) {
                empty(month);
                drop(month);
            }
        }
    }

    /** Both the days and the calendar years have passed since the month ended. */
    boolean isOver(LocalDate month) {
        var end = month.plusMonths(1).atStartOfDay(ZoneOffset.UTC);
        var days = end.plusDays(settings.days()).toInstant();
        var years = end.plusYears(settings.years()).toInstant();
        var now = clock.instant();
        return !now.isBefore(days) && !now.isBefore(years);
    }

    /** Puts on record what will go. False when something of the month is not anchored yet. */
    boolean begin(LocalDate month) {
        return in(() -> {
            if (store.truncation(month).isPresent()) {
                return true;
            }
            store.allowTime();
            if (store.hasUnsealed(month)) {
                LOG.warn("The audit trail of {} is not sealed; it stays", month);
                return false;
            }
            var shares = store.shares(month);
            var anchored = anchoredSize();
            if (!shares.stream().allMatch(share -> isCovered(share, anchored))) {
                LOG.warn("The audit trail of {} is not anchored; it stays", month);
                return false;
            }
            shares.forEach(share -> record(month, share, anchored));
            store.begin(
                    month,
                    shares.stream().mapToLong(RetentionStore.Share::events).sum(),
                    clock.instant());
            return true;
        });
    }

    private long anchoredSize() {
        return anchoring.sinks().stream()
                .mapToLong(sink -> anchoring.newest(sink).map(SignedCheckpoint::size).orElse(0L))
                .min()
                .orElse(0);
    }

    private boolean isCovered(RetentionStore.Share share, long anchored) {
        return checkpoints
                .newestBelow(share.log(), anchored)
                .filter(root -> root.size() > share.lastIndex())
                .isPresent();
    }

    private void record(LocalDate month, RetentionStore.Share share, long anchored) {
        var root = checkpoints.newestBelow(share.log(), anchored).orElseThrow();
        audit.record(
                AuditEvent.done("audit.truncated", "audit-log", share.origin())
                        .detail("month", month.toString().substring(0, 7))
                        .detail("events", share.events())
                        .detail("first-index", share.firstIndex())
                        .detail("last-index", share.lastIndex())
                        .detail("size", root.size())
                        .detail("root", Base64.getEncoder().encodeToString(root.root())),
                share.firm());
    }

    /** Openings, and the leaves whose hash is in a tile. */
    void empty(LocalDate month) {
        while (in(() -> store.deleteOpenings(month, STEP)) > 0) {
            // one step after the other
        }
        while (in(() -> store.forgetLeaves(month, STEP)) > 0) {
            // one step after the other
        }
    }

    void drop(LocalDate month) {
        in(() -> {
            store.drop(month, clock.instant());
            return true;
        });
        LOG.info("The audit trail of {} has gone; its hashes stay", month);
    }

    private <T> T in(Supplier<T> work) {
        return java.util.Objects.requireNonNull(acrossFirms.execute(_ -> work.get()));
    }
}
