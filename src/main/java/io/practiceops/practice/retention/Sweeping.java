package io.practiceops.practice.retention;

import io.practiceops.foundation.jobs.Tasks;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts all of a firm's documents again when the rules in force are no longer those they were
 * counted with: in batches, each in a transaction of its own, going on where it was left.
 */
@Component
class Sweeping {

    static final int BATCH = 500;

    /** Has the firm of the task's actor swept. */
    record Sweep() {}

    /** Has the papers of one client counted anew, since the end of the work is on record. */
    record OfClient(UUID client) {}

    private final SweepStore store;
    private final RetainedStore kept;
    private final RulesInForce rules;
    private final Counting counting;
    private final Tasks tasks;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Sweeping(
            SweepStore store,
            RetainedStore kept,
            RulesInForce rules,
            Counting counting,
            Tasks tasks,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.store = store;
        this.kept = kept;
        this.rules = rules;
        this.counting = counting;
        this.tasks = tasks;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** In the transaction that changed a rule. */
    void later() {
        tasks.schedule(new Sweep());
    }

    /** In the transaction that recorded the end of the work for that client. */
    void later(UUID client) {
        tasks.schedule(new OfClient(client));
    }

    /** Twice does no harm. */
    void run(UUID client) {
        var papers = Objects.requireNonNull(transaction.execute(_ -> papersOf(client)));
        for (var from = 0; from < papers.size(); from += BATCH) {
            var batch = papers.subList(from, Math.min(papers.size(), from + BATCH));
            transaction.executeWithoutResult(_ -> counting.count(batch));
        }
    }

    /** Also those coming at this moment, whose transactions may not know the end yet. */
    private List<UUID> papersOf(UUID client) {
        kept.awaitArrivals(client);
        return kept.ofClient(client);
    }

    void run() {
        while (Boolean.TRUE.equals(transaction.execute(_ -> step(BATCH)))) {
            // the next batch
        }
    }

    /** Counts the next batch; whether there is more. */
    boolean step(int batch) {
        var now = rules.now();
        var wanted = RulesInForce.fingerprint(now);
        var sweep = store.lock();
        if (sweep.isEmpty() || !sweep.get().rules().equals(wanted)) {
            store.begin(wanted, clock.instant());
            sweep = store.lock();
        }
        var current = sweep.orElseThrow();
        if (current.finished() == null) {
            var documents = kept.factsAfter(current.after(), batch);
            if (!documents.isEmpty()) {
                counting.count(documents, now);
                store.advance(documents.getLast().document(), documents.size());
                return true;
            }
        }
        return late(current, now, batch);
    }

    /**
     * What came while a rule changed was counted with the rules before, and may be stored behind
     * the sweep, or after its end: looked for each time.
     */
    private boolean late(SweepStore.Sweep current, List<RetentionRule> now, int batch) {
        var late = kept.factsCountedOtherwise(current.rules(), batch);
        if (!late.isEmpty()) {
            counting.count(late, now);
            return true;
        }
        if (current.finished() == null) {
            store.finish(clock.instant());
        }
        return false;
    }
}
