package io.practiceops.practice.retention;

import io.practiceops.foundation.jobs.Tasks;
import java.time.Clock;
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
        if (current.finished() != null) {
            return false;
        }
        var documents = kept.factsAfter(current.after(), batch);
        if (documents.isEmpty()) {
            store.finish(clock.instant());
            return false;
        }
        counting.count(documents, now);
        store.advance(documents.getLast().document(), documents.size());
        return true;
    }
}
