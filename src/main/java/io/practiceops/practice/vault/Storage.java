package io.practiceops.practice.vault;

import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Right;
import io.practiceops.practice.vault.KeptStore.Totals;
import io.practiceops.practice.vault.KeptStore.Usage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;

/** How the vault stands, in numbers: of the actor's firm, or of all for an operator of none. */
@Service
class Storage {

    static final Right READ = new Right("storage.read");

    /** What was found sound within this time counts as verified. */
    static final Duration LATELY = Duration.ofDays(30);

    private static final int MOST_FIRMS = 50;

    private final KeptStore store;
    private final Keks keks;
    private final Clock clock;
    private final AcrossFirmsTemplate acrossFirms;

    Storage(KeptStore store, Keks keks, Clock clock, PlatformTransactionManager transactions) {
        this.store = store;
        this.keks = keks;
        this.clock = clock;
        this.acrossFirms = new AcrossFirmsTemplate(transactions);
    }

    /**
     * @param byKek how many data keys each generation wraps, of all firms
     * @param usage by firm, the largest first; empty for somebody of a firm
     */
    record Standing(
            Totals totals,
            Generation current,
            List<Generation> generations,
            Map<String, Long> byKek,
            String keyPlace,
            List<Usage> usage) {

        /** Data keys that the generation in use wraps. */
        long wrapped() {
            return byKek.getOrDefault(current.id(), 0L);
        }

        long keys() {
            return byKek.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    Standing standing() {
        Acting.require(READ);
        var current = keks.current();
        return Objects.requireNonNull(
                acrossFirms.execute(_ ->
                        new Standing(
                                totals(),
                                current,
                                keks.all(),
                                store.byKek(),
                                keks.keeper().place(),
                                Acting.actor().firm() == null
                                        ? store.usage(MOST_FIRMS)
                                        : List.of())));
    }

    Totals sound() {
        Acting.require(READ);
        return Objects.requireNonNull(acrossFirms.execute(_ -> totals()));
    }

    private Totals totals() {
        return store.totals(Acting.actor().firm(), clock.instant().minus(LATELY));
    }
}
