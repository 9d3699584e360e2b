package io.practiceops.practice.retention;

import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Acting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far the counting of all of a firm's documents has come. */
@Repository
class SweepStore {

    /** Since when, with which rules, behind which document. */
    record Sweep(
            String rules,
            @Nullable UUID after,
            long counted,
            long of,
            Instant begun,
            @Nullable Instant finished) {}

    private final JdbcClient jdbc;

    SweepStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Sweep> find() {
        return find("");
    }

    /** Held until the transaction ends. */
    Optional<Sweep> lock() {
        return find(" FOR UPDATE");
    }

    private Optional<Sweep> find(String lock) {
        return jdbc.sql(
                        """
                        SELECT rules, after_id, counted, of, begun_at, finished_at
                          FROM retention_sweep WHERE firm_id = :firm
                        """
                                + lock)
                .param("firm", Acting.firm())
                .query(SweepStore::sweep)
                .optional();
    }

    void begin(String rules, Instant at) {
        jdbc.sql(
                        """
                        INSERT INTO retention_sweep (firm_id, rules, counted, of, begun_at)
                        SELECT :firm, :rules, 0, count(*), :at FROM document WHERE firm_id = :firm
                        ON CONFLICT (firm_id) DO UPDATE
                           SET rules = excluded.rules, after_id = NULL, counted = 0, of = excluded.of,
                               begun_at = excluded.begun_at, finished_at = NULL
                        """)
                .param("firm", Acting.firm())
                .param("rules", rules)
                .param("at", at.atOffset(UTC))
                .update();
    }

    void advance(UUID after, int counted) {
        jdbc.sql(
                        """
                        UPDATE retention_sweep SET after_id = :after, counted = counted + :counted
                         WHERE firm_id = :firm
                        """)
                .param("after", after)
                .param("counted", counted)
                .param("firm", Acting.firm())
                .update();
    }

    void finish(Instant at) {
        jdbc.sql("UPDATE retention_sweep SET finished_at = :at WHERE firm_id = :firm")
                .param("at", at.atOffset(UTC))
                .param("firm", Acting.firm())
                .update();
    }

    private static Sweep sweep(ResultSet row, int number) throws SQLException {
        var finished = row.getObject("finished_at", OffsetDateTime.class);
        return new Sweep(
                row.getString("rules"),
                row.getObject("after_id", UUID.class),
                row.getLong("counted"),
                row.getLong("of"),
                row.getObject("begun_at", OffsetDateTime.class).toInstant(),
                finished == null ? null : finished.toInstant());
    }
}
