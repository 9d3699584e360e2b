package io.practiceops.foundation.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/** What the database tells the meters. What cannot be had is NaN, never zero. */
final class DatabaseMeters implements MeterBinder {

    /** Several gauges are read in one scrape; one look answers them all. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private record Look(Instant at, double hits, double reads, double size, double slowest) {
        static Look nothing(Instant at) {
            return new Look(at, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }

        double hitRatio() {
            return hits / (hits + reads);
        }
    }

    private final JdbcClient jdbc;
    private final SlowStatements statements;
    private final DoubleSupplier resident;
    private final Clock clock;
    private @Nullable Look last;

    DatabaseMeters(
            JdbcClient jdbc, SlowStatements statements, DoubleSupplier resident, Clock clock) {
        this.jdbc = jdbc;
        this.statements = statements;
        this.resident = resident;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(
                        "practiceops.database.buffer.hit.ratio",
                        "Pages found in PostgreSQL's own memory",
                        Look::hitRatio)
                .register(registry);
        gauge("practiceops.database.size", "Size of the database", Look::size)
                .baseUnit("bytes")
                .register(registry);
        gauge(
                        "practiceops.database.statement.slowest.mean",
                        "Mean time of the slowest statement",
                        Look::slowest)
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("practiceops.database.resident", resident::getAsDouble)
                .description(
                        "Memory of the embedded PostgreSQL and its processes; NaN for an external one")
                .baseUnit("bytes")
                .register(registry);
    }

    private Gauge.Builder<?> gauge(String name, String description, ToDoubleFunction<Look> value) {
        return Gauge.builder(name, () -> value.applyAsDouble(look())).description(description);
    }

    private synchronized Look look() {
        var now = clock.instant();
        if (last == null || Duration.between(last.at, now).abs().compareTo(FRESH) > 0) {
            last = read(now);
        }
        return last;
    }

    private Look read(Instant now) {
        try {
            var slowest =
                    statements
                            .find(1)
                            .flatMap(found -> found.stream().findFirst())
                            .map(statement -> statement.mean().toNanos() / 1e9)
                            .orElse(Double.NaN);
            return jdbc.sql(
                            """
                            SELECT blks_hit, blks_read, pg_database_size(datname) AS size
                              FROM pg_stat_database WHERE datname = current_database()
                            """)
                    .query((row, _) ->
                            new Look(now, row.getLong(1), row.getLong(2), row.getLong(3), slowest))
                    .single();
        } catch (DataAccessException | TransactionException unreachable) {
            return Look.nothing(now);
        }
    }
}
