package io.practiceops.trust.sealing;

import static io.practiceops.trust.sealing.LogStore.instant;
import static io.practiceops.trust.sealing.LogStore.texts;
import static java.time.ZoneOffset.UTC;

import io.practiceops.trust.sealing.Proof.Opening;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the sealed trail in the order of its logs; in the platform role. */
@Repository
class VerificationStore {

    /**
     * A leaf with its payload.
     *
     * @param canonical null when the payload is gone
     * @param columns what is derived from it, as {@link Derived#columns} writes it
     */
    record Sealed(
            long index,
            UUID event,
            Instant at,
            byte[] leaf,
            @Nullable String canonical,
            String columns) {}

    record Run(
            UUID id,
            Instant started,
            Instant finished,
            long entries,
            Verification.Outcome outcome,
            @Nullable String finding) {}

    private final JdbcClient jdbc;

    VerificationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Sealed> sealed(int log, long from, long end) {
        return jdbc.sql(
                        """
                        SELECT l.leaf_index, l.event_id, l.occurred_at, l.leaf_hash, e.canonical,
                               concat_ws(' ', e.id, e.firm_id, e.actor_kind, e.actor_id, e.action, e.object_type,
                                         e.object_id, e.outcome, e.request_id) AS columns
                          FROM audit_leaf l
                          LEFT JOIN audit_event e ON e.occurred_at = l.occurred_at AND e.id = l.event_id
                         WHERE l.log_id = :log AND l.leaf_index >= :from AND l.leaf_index < :end
                         ORDER BY l.leaf_index
                        """)
                .param("log", log)
                .param("from", from)
                .param("end", end)
                .query((row, _) ->
                        new Sealed(
                                row.getLong("leaf_index"),
                                row.getObject("event_id", UUID.class),
                                instant(row, "occurred_at"),
                                row.getBytes("leaf_hash"),
                                row.getString("canonical"),
                                row.getString("columns")))
                .list();
    }

    /** Full tiles of the leaves by their index. */
    Map<Long, byte[]> tiles(int log, long from, long end) {
        var tiles = new HashMap<Long, byte[]>();
        jdbc.sql(
                        """
                        SELECT tile_index, hashes, root FROM audit_tile
                         WHERE log_id = :log AND level = 0 AND tile_index >= :from AND tile_index < :end
                        """)
                .param("log", log)
                .param("from", from)
                .param("end", end)
                .query(row -> {
                    tiles.put(row.getLong("tile_index"), row.getBytes("hashes"));
                });
        return tiles;
    }

    /** Tiles whose hashes are not the roots of those below. */
    List<String> wrongTiles(int log) {
        return jdbc.sql(
                        """
                        SELECT 'tile ' || t.level || '/' || t.tile_index
                          FROM audit_tile t
                         WHERE t.log_id = :log AND t.level > 0
                           AND t.hashes IS DISTINCT FROM (
                             SELECT string_agg(b.root, ''::bytea ORDER BY b.tile_index) FROM audit_tile b
                              WHERE b.log_id = t.log_id AND b.level = t.level - 1 AND b.tile_index / 256 = t.tile_index
                                AND b.tile_index >= t.tile_index * 256 AND b.tile_index < (t.tile_index + 1) * 256)
                         ORDER BY t.level, t.tile_index LIMIT 1
                        """)
                .param("log", log)
                .query(String.class)
                .list();
    }

    List<Opening> openings(Collection<UUID> events) {
        return jdbc.sql(
                        """
                        SELECT event_id, field, salt, value FROM audit_personal WHERE event_id = ANY (:events::uuid[])
                        """)
                .param("events", texts(events, event -> event))
                .query((row, _) ->
                        new Opening(
                                row.getObject("event_id", UUID.class),
                                row.getString("field"),
                                row.getBytes("salt"),
                                row.getString("value")))
                .list();
    }

    /** Canonical texts of the entries that explain what is missing. */
    List<String> explanations(@Nullable UUID firm) {
        return jdbc.sql(
                        """
                        SELECT canonical FROM audit_event
                         WHERE action IN ('audit.truncated', 'audit.personal-erased', 'audit.field-erased')
                           AND %s
                        """
                                .formatted(
                                        firm == null ? "firm_id IS NULL" : "firm_id = :firm::uuid"))
                .param("firm", firm, java.sql.Types.OTHER)
                .query(String.class)
                .list();
    }

    /** An event that is in no log and does not wait for one. */
    Optional<UUID> unknownToTheLogs() {
        return jdbc.sql(
                        """
                        SELECT e.id FROM audit_event e
                         WHERE NOT EXISTS (SELECT FROM audit_leaf l WHERE l.event_id = e.id)
                           AND NOT EXISTS (SELECT FROM audit_inbox i WHERE i.event_id = e.id)
                           AND NOT EXISTS (SELECT FROM audit_truncation t WHERE t.finished IS NULL
                             AND t.month = date_trunc('month', e.occurred_at AT TIME ZONE 'UTC')::date)
                         LIMIT 1
                        """)
                .query(UUID.class)
                .optional();
    }

    void allowTime() {
        jdbc.sql("SELECT set_config('statement_timeout', '30min', true)")
                .query(String.class)
                .single();
    }

    void insert(Run run) {
        jdbc.sql(
                        """
                        INSERT INTO audit_verification (id, started, finished, entries, outcome, finding)
                        VALUES (:id, :started, :finished, :entries, :outcome, :finding)
                        """)
                .param("id", run.id())
                .param("started", run.started().atOffset(UTC))
                .param("finished", run.finished().atOffset(UTC))
                .param("entries", run.entries())
                .param("outcome", run.outcome().name())
                .param("finding", run.finding())
                .update();
    }

    Optional<Run> newest() {
        return jdbc.sql(
                        """
                        SELECT id, started, finished, entries, outcome, finding FROM audit_verification
                         ORDER BY started DESC LIMIT 1
                        """)
                .query(VerificationStore::run)
                .optional();
    }

    private static Run run(ResultSet row, int number) throws SQLException {
        return new Run(
                row.getObject("id", UUID.class),
                instant(row, "started"),
                instant(row, "finished"),
                row.getLong("entries"),
                Verification.Outcome.valueOf(row.getString("outcome")),
                row.getString("finding"));
    }
}
