package io.practiceops.trust.sealing;

import static io.practiceops.trust.sealing.LogStore.instant;
import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.database.AcrossFirmsTemplate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Lets one sealer at a time work. What keeps two apart is a lock of the transaction, which goes
 * with its connection; the row beside it only keeps the work with one instance while that one
 * lives.
 */
@Component
class Leadership {

    /** After this long without a sign of life another one takes over. */
    static final Duration LEASE = Duration.ofSeconds(6);

    private static final Duration RENEWAL = Duration.ofSeconds(2);
    private static final long LOCK = 0x5EA1_0F_7A11L;

    record Leader(String name, Instant until) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final AcrossFirmsTemplate acrossFirms;
    private final String name =
            "%d-%s"
                    .formatted(
                            ProcessHandle.current().pid(),
                            UUID.randomUUID().toString().substring(0, 8));

    Leadership(JdbcClient jdbc, Clock clock, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.acrossFirms = new AcrossFirmsTemplate(transactions);
    }

    String name() {
        return name;
    }

    /** Does the work in one transaction as the leader; empty when another one leads. */
    <T> Optional<T> lead(Supplier<T> work) {
        return Objects.requireNonNull(
                acrossFirms.execute(
                        _ -> lock() && renew() ? Optional.of(work.get()) : Optional.empty()));
    }

    /**
     * Does a person's work, whoever leads: waits for the running batch and keeps the next one away.
     */
    <T> T alone(Supplier<T> work) {
        return Objects.requireNonNull(
                acrossFirms.execute(_ -> {
                    jdbc.sql("SELECT pg_advisory_xact_lock(:lock)")
                            .param("lock", LOCK)
                            .query((_, _) -> true)
                            .single();
                    return work.get();
                }));
    }

    /** Lets another one take over at once. */
    void resign() {
        acrossFirms.executeWithoutResult(_ ->
                jdbc.sql("UPDATE audit_sealer SET until = :now WHERE name = :name")
                        .param("now", clock.instant().atOffset(UTC))
                        .param("name", name)
                        .update());
    }

    Optional<Leader> leader() {
        return jdbc.sql("SELECT name, until FROM audit_sealer")
                .query((row, _) -> new Leader(row.getString("name"), instant(row, "until")))
                .optional();
    }

    /**
     * A leader that stands still in the middle, its process stopped, would keep the lock: the
     * server ends its transaction.
     */
    private boolean lock() {
        return jdbc.sql(
                        """
                        SELECT pg_try_advisory_xact_lock(:lock),
                               set_config('idle_in_transaction_session_timeout', '5s', true),
                               set_config('statement_timeout', '20s', true)
                        """)
                .param("lock", LOCK)
                .query((row, _) -> row.getBoolean(1))
                .single();
    }

    private boolean renew() {
        var now = clock.instant();
        var leader = leader();
        if (leader.isEmpty()) {
            return write("INSERT INTO audit_sealer (name, until) VALUES (:name, :until)", now);
        }
        var mine = leader.get().name().equals(name);
        if (!mine && leader.get().until().isAfter(now) && !isFarOff(leader.get(), now)) {
            return false;
        }
        if (mine && leader.get().until().minus(LEASE).plus(RENEWAL).isAfter(now)) {
            return true;
        }
        return write("UPDATE audit_sealer SET name = :name, until = :until", now);
    }

    /** Left by a leader whose clock was ahead: nobody shall wait for that. */
    private static boolean isFarOff(Leader leader, Instant now) {
        return leader.until().isAfter(now.plus(LEASE.multipliedBy(2)));
    }

    private boolean write(String sql, Instant now) {
        return jdbc.sql(sql)
                        .param("name", name)
                        .param("until", now.plus(LEASE).atOffset(UTC))
                        .update()
                > 0;
    }
}
