package io.practiceops.practice.vault;

import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.foundation.jobs.Tasks;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Right;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Changes the key-encryption key: a new generation wraps from now on, and every data key is wrapped
 * anew. No object is touched. The rows say how far it is, so a kill costs at most a batch.
 */
@Service
class Rotation {

    static final Right ROTATE = new Right("storage.rotate");

    private static final Logger log = LoggerFactory.getLogger(Rotation.class);
    private static final int BATCH = 200;

    /**
     * An upload that began before the rotation may still come with a key of the generation before.
     */
    private static final Duration LONGEST_UPLOAD = Duration.ofHours(24);

    private final Keks keks;
    private final KekStore generations;
    private final KeptStore store;
    private final Tasks tasks;
    private final Audit audit;
    private final Clock clock;
    private final AcrossFirmsTemplate acrossFirms;

    Rotation(
            Keks keks,
            KekStore generations,
            KeptStore store,
            Tasks tasks,
            Audit audit,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.keks = keks;
        this.generations = generations;
        this.store = store;
        this.tasks = tasks;
        this.audit = audit;
        this.clock = clock;
        this.acrossFirms = new AcrossFirmsTemplate(transactions);
    }

    /** Task: wrap all data keys with the generation in use. */
    record RewrapKeys(String generation) {}

    /** Makes the next generation; wrapping anew follows in the queue. */
    Generation rotate() {
        Acting.require(ROTATE);
        Acting.requireFreshProof();
        var before = keks.current();
        var next = keks.prepareNext();
        acrossFirms.executeWithoutResult(_ -> {
            keks.use(next);
            audit.record(
                    AuditEvent.done("vault.key-rotated", "vault-key", next.id())
                            .detail("before", before.id()),
                    null);
            tasks.schedule(new RewrapKeys(next.id()));
        });
        return next;
    }

    /** Wraps anew whatever another generation wrapped. Repeated, it goes on where it was. */
    void rewrapAll() {
        var failed = 0;
        UUID after = null;
        for (var batch = batch(after); !batch.isEmpty(); batch = batch(after)) {
            for (var object : batch) {
                failed += rewrap(object) ? 0 : 1;
            }
            after = batch.getLast().object();
        }
        if (failed > 0) {
            throw new IllegalStateException(
                    "%,d keys could not be wrapped anew; the log says which and why"
                            .formatted(failed));
        }
    }

    private List<Kept> batch(@Nullable UUID after) {
        var kek = keks.current().id();
        return Objects.requireNonNull(
                acrossFirms.execute(_ -> store.wrappedOtherwise(kek, after, BATCH)));
    }

    private boolean rewrap(Kept object) {
        try {
            var dataKey = keks.unwrap(object.key(), object.place());
            var wrapped = keks.wrap(dataKey, object.place());
            acrossFirms.executeWithoutResult(_ -> store.rewrap(object, wrapped));
            return true;
        } catch (Problem problem) {
            log.error("Not wrapped anew: {}: {}", object.place().key(), problem.detail(), problem);
            return false;
        }
    }

    /** Retires what wraps nothing any more and will not again. */
    void retire() {
        var now = clock.instant();
        var current = keks.current();
        var old =
                keks.all().stream()
                        .filter(one -> one.retiredAt() == null && !one.id().equals(current.id()))
                        .filter(_ -> current.madeAt().plus(LONGEST_UPLOAD).isBefore(now))
                        .toList();
        for (var generation : old) {
            acrossFirms.executeWithoutResult(_ -> {
                if (generations.retire(generation, now)) {
                    audit.record(
                            AuditEvent.done("vault.key-retired", "vault-key", generation.id()),
                            null);
                }
            });
        }
    }
}
