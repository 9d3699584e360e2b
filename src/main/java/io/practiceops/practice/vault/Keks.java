package io.practiceops.practice.vault;

import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** The key-encryption keys: which generation wraps now, and which keeper has it. */
@Component
class Keks {

    private static final Logger log = LoggerFactory.getLogger(Keks.class);

    private final KekStore store;
    private final Map<String, KeyKeeper> keepers;
    private final String inUse;
    private final Clock clock;
    private final AcrossFirmsTemplate acrossFirms;

    Keks(
            KekStore store,
            List<KeyKeeper> keepers,
            VaultSettings settings,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.keepers =
                keepers.stream().collect(Collectors.toMap(KeyKeeper::name, Function.identity()));
        this.inUse = settings.keys().name().toLowerCase(Locale.ROOT);
        this.clock = clock;
        this.acrossFirms = new AcrossFirmsTemplate(transactions);
    }

    /**
     * Makes the first generation before anything arrives: in a transaction of a firm, as a repeated
     * request has one, it could not be written down.
     */
    @EventListener(ApplicationStartedEvent.class)
    void prepare() {
        try {
            var _ = keeper().prepare(current().number());
        } catch (Problem problem) {
            log.error("No file can be stored or read: {} {}", problem.detail(), problem.mend());
        }
    }

    KeyKeeper keeper() {
        return keeper(inUse);
    }

    private KeyKeeper keeper(String name) {
        var keeper = keepers.get(name);
        if (keeper == null) {
            throw new Problem(
                    ProblemType.UNAVAILABLE,
                    "Files are encrypted with keys of the keeper \"%s\", which is not set up here."
                            .formatted(name),
                    "Set practiceops.vault as docs/storage.md says, or as it was.");
        }
        return keeper;
    }

    /** The generation that wraps, the first one made at the first use. */
    Generation current() {
        return store.newest(inUse).orElseGet(() -> make(1));
    }

    /** A generation after the one in use, not yet written down. Outside a transaction. */
    Generation prepareNext() {
        return prepared(current().number() + 1);
    }

    /** From now on this one wraps. Within a transaction across firms. */
    void use(Generation generation) {
        store.insert(generation);
    }

    private Generation make(int number) {
        var generation = prepared(number);
        acrossFirms.executeWithoutResult(_ -> use(generation));
        return generation;
    }

    private Generation prepared(int number) {
        return new Generation(inUse, keeper().prepare(number), clock.instant(), null);
    }

    List<Generation> all() {
        return store.all();
    }

    WrappedKey wrap(byte[] dataKey, Place place) {
        var generation = current();
        return new WrappedKey(
                generation.id(), keeper().wrap(generation.number(), dataKey, place.bound()));
    }

    byte[] unwrap(WrappedKey key, Place place) {
        var generation = Generation.parse(key.kek());
        return keeper(generation.keeper()).unwrap(generation.number(), key.bytes(), place.bound());
    }
}
