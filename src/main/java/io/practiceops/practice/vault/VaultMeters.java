package io.practiceops.practice.vault;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.practice.vault.KeptStore.Totals;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;

/** How much there is in the vault. What cannot be had is NaN, never zero. */
@Component
class VaultMeters implements MeterBinder {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private record Look(Instant at, @Nullable Totals totals) {}

    private final KeptStore store;
    private final Clock clock;
    private final AcrossFirmsTemplate acrossFirms;
    private @Nullable Look last;

    VaultMeters(KeptStore store, Clock clock, PlatformTransactionManager transactions) {
        this.store = store;
        this.clock = clock;
        this.acrossFirms = new AcrossFirmsTemplate(transactions);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "practiceops.vault.objects", "Files in the vault", Totals::objects);
        gauge(registry, "practiceops.vault.size", "Bytes in the vault", Totals::bytes);
        gauge(registry, "practiceops.vault.verified", "Files verified lately", Totals::verified);
        gauge(registry, "practiceops.vault.trouble", "Damaged or missing", Totals::inTrouble);
    }

    private void gauge(
            MeterRegistry registry, String name, String words, ToDoubleFunction<Totals> what) {
        Gauge.builder(name, this, meters -> meters.read(what))
                .description(words)
                .register(registry);
    }

    private double read(ToDoubleFunction<Totals> what) {
        var totals = look().totals();
        return totals == null ? Double.NaN : what.applyAsDouble(totals);
    }

    private synchronized Look look() {
        var now = clock.instant();
        var looked = last;
        if (looked == null || looked.at().plus(FRESH).isBefore(now)) {
            looked = new Look(now, totals(now));
            last = looked;
        }
        return looked;
    }

    private @Nullable Totals totals(Instant now) {
        try {
            return Objects.requireNonNull(
                    acrossFirms.execute(_ -> store.totals(null, now.minus(Storage.LATELY))));
        } catch (DataAccessException | TransactionException down) {
            return null;
        }
    }
}
