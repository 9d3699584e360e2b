package io.practiceops.trust.sealing;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Months of the trail and their going; in the platform role. */
@Repository
class RetentionStore {

    private static final String OF_THE_MONTH =
            """
            e.occurred_at >= :month::timestamp AT TIME ZONE 'UTC'
            AND e.occurred_at < (:month::date + interval '1 month') AT TIME ZONE 'UTC'
            """;

    /** What a month has in one log. */
    record Share(
            int log,
            @Nullable UUID firm,
            String origin,
            long events,
            long firstIndex,
            long lastIndex) {}

    record Truncation(LocalDate month, long events, boolean done) {}

    private final JdbcClient jdbc;

    RetentionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that have a partition of their own, oldest first. */
    List<LocalDate> months() {
        return jdbc.sql(
                        """
                        SELECT to_date(substr(relname, 13), 'YYYY_MM') AS month
                          FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                         WHERE i.inhparent = 'audit_event'::regclass AND relname ~ '^audit_event_\\d{4}_\\d{2}$'
                         ORDER BY 1
                        """)
                .query(LocalDate.class)
                .list();
    }

    boolean hasUnsealed(LocalDate month) {
        return jdbc.sql(
                        """
                        SELECT EXISTS (SELECT FROM audit_event e WHERE %s
                          AND NOT EXISTS (SELECT FROM audit_leaf l WHERE l.event_id = e.id))
                        """
                                .formatted(OF_THE_MONTH))
                .param("month", month)
                .query(Boolean.class)
                .single();
    }

    List<Share> shares(LocalDate month) {
        return jdbc.sql(
                        """
                        SELECT g.id, g.firm_id, g.origin, count(*) AS events, min(l.leaf_index) AS first,
                               max(l.leaf_index) AS last
                          FROM audit_event e
                          JOIN audit_leaf l ON l.event_id = e.id
                          JOIN audit_log g ON g.id = l.log_id
                         WHERE %s GROUP BY g.id ORDER BY g.id
                        """
                                .formatted(OF_THE_MONTH))
                .param("month", month)
                .query((row, _) ->
                        new Share(
                                row.getInt("id"),
                                row.getObject("firm_id", UUID.class),
                                row.getString("origin"),
                                row.getLong("events"),
                                row.getLong("first"),
                                row.getLong("last")))
                .list();
    }

    Optional<Truncation> truncation(LocalDate month) {
        return jdbc.sql("SELECT events, finished FROM audit_truncation WHERE month = :month")
                .param("month", month)
                .query((row, _) ->
                        new Truncation(
                                month, row.getLong("events"), row.getObject("finished") != null))
                .optional();
    }

    void begin(LocalDate month, long events, Instant now) {
        jdbc.sql(
                        "INSERT INTO audit_truncation (month, began, events) VALUES (:month, :now, :events)")
                .param("month", month)
                .param("now", now.atOffset(UTC))
                .param("events", events)
                .update();
    }

    int deleteOpenings(LocalDate month, int most) {
        return jdbc.sql(
                        """
                        DELETE FROM audit_personal WHERE (event_id, field) IN (
                          SELECT p.event_id, p.field FROM audit_event e JOIN audit_personal p ON p.event_id = e.id
                           WHERE %s LIMIT :most)
                        """
                                .formatted(OF_THE_MONTH))
                .param("month", month)
                .param("most", most)
                .update();
    }

    int forgetLeaves(LocalDate month, int most) {
        return jdbc.sql("SELECT forget_leaves_of_month(:month, :most)")
                .param("month", month)
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    void drop(LocalDate month, Instant now) {
        jdbc.sql("SELECT drop_audit_month(:month)").param("month", month).query((_, _) -> 1).list();
        jdbc.sql("UPDATE audit_truncation SET finished = :now WHERE month = :month")
                .param("now", now.atOffset(UTC))
                .param("month", month)
                .update();
    }

    void allowTime() {
        jdbc.sql("SELECT set_config('statement_timeout', '10min', true)")
                .query(String.class)
                .single();
    }
}
