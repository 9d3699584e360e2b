package io.practiceops.trust.sealing;

import static java.time.ZoneOffset.UTC;

import io.practiceops.trust.sealing.BundleOpenings.Opening;
import io.practiceops.trust.sealing.BundleSource.Personal;
import io.practiceops.trust.sealing.BundleSource.Text;
import io.practiceops.trust.tlog.Tiles;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads a log for an export, row by row: for a transaction in the platform role that sees one
 * moment. Streams are to be closed.
 */
@Repository
class ExportStore {

    private static final int FETCHED = 1_000;

    /** Entries that say why others lack something. */
    private static final String EXPLAINING =
            "('audit.personal-erased', 'audit.field-erased', 'audit.truncated')";

    private final JdbcClient jdbc;
    private final TileStore tiles;
    private final CheckpointStore checkpoints;

    ExportStore(JdbcClient jdbc, TileStore tiles, CheckpointStore checkpoints) {
        this.jdbc = jdbc;
        this.tiles = tiles;
        this.checkpoints = checkpoints;
    }

    /** The last statement about the log from before a time, in a checkpoint's system log. */
    Optional<Root> lastBefore(int log, Instant time, long systemSize) {
        return stated(
                """
                SELECT size FROM audit_root
                 WHERE log_id = :log AND at < :time AND system_index < :system
                 ORDER BY size DESC, system_index DESC LIMIT 1
                """,
                log,
                time,
                systemSize);
    }

    /** The first statement about the log from a time on. */
    Optional<Root> firstFrom(int log, Instant time, long systemSize) {
        return stated(
                """
                SELECT size FROM audit_root
                 WHERE log_id = :log AND at >= :time AND system_index < :system
                 ORDER BY size, system_index LIMIT 1
                """,
                log,
                time,
                systemSize);
    }

    private Optional<Root> stated(String sql, int log, Instant time, long systemSize) {
        return jdbc.sql(sql)
                .param("log", log)
                .param("time", time.atOffset(UTC))
                .param("system", systemSize)
                .query(Long.class)
                .optional()
                .flatMap(size -> checkpoints.stated(log, size));
    }

    /** A month that is on record as removed counts as gone, though its removal may be half done. */
    private static final String STILL_THERE =
            """
                   AND NOT EXISTS (SELECT FROM audit_truncation t
                                    WHERE t.month = date_trunc('month', l.occurred_at AT TIME ZONE 'UTC')::date)
            """;

    /** Whether an erasure or truncation is on record that the log has not at this size. */
    boolean hasUnsealedExplanation(Log log, long size) {
        return jdbc.sql(
                        """
                        SELECT EXISTS (
                          SELECT FROM audit_event e
                           WHERE %s AND e.action IN %s
                             AND NOT EXISTS (SELECT FROM audit_leaf l
                                              WHERE l.event_id = e.id AND l.log_id = :log AND l.leaf_index < :size))
                        """
                                .formatted(isOf(log), EXPLAINING))
                .param("firm", log.firm(), java.sql.Types.OTHER)
                .param("log", log.id())
                .param("size", size)
                .query(Boolean.class)
                .single();
    }

    /** Written so that the index on firm and action serves. */
    private static String isOf(Log log) {
        return log.firm() == null
                ? "e.firm_id IS NULL AND :firm::uuid IS NULL"
                : "e.firm_id = :firm::uuid";
    }

    Stream<byte[]> leafHashes(Log log, long first, long end) {
        return LongStream.range(first / Tiles.WIDTH, (end + Tiles.WIDTH - 1) / Tiles.WIDTH)
                .boxed()
                .flatMap(index -> {
                    var tile = tiles.tile(log, 0, index);
                    var start = index * Tiles.WIDTH;
                    return IntStream.range(
                                    (int) Math.max(0, first - start),
                                    (int) Math.min(Tiles.WIDTH, end - start))
                            .mapToObj(i -> Arrays.copyOfRange(tile, 32 * i, 32 * i + 32));
                });
    }

    Stream<Text> texts(Log log, long first, long end) {
        return between(
                """
                SELECT l.leaf_index, e.canonical
                  FROM audit_leaf l JOIN audit_event e ON e.id = l.event_id AND e.occurred_at = l.occurred_at
                 WHERE l.log_id = :log AND l.leaf_index >= :first AND l.leaf_index < :end
                """
                        + STILL_THERE
                        + """
                         ORDER BY l.leaf_index
                        """,
                log,
                first,
                end)
                .query((row, _) -> new Text(row.getLong("leaf_index"), row.getString("canonical")))
                .stream();
    }

    Stream<Personal> personal(Log log, long first, long end) {
        return between(
                """
                SELECT l.leaf_index, p.event_id, p.field, p.salt, p.value
                  FROM audit_leaf l JOIN audit_personal p ON p.event_id = l.event_id
                 WHERE l.log_id = :log AND l.leaf_index >= :first AND l.leaf_index < :end
                """
                        + STILL_THERE
                        + """
                         ORDER BY l.leaf_index, p.field
                        """,
                log,
                first,
                end)
                .query((row, _) ->
                        new Personal(
                                row.getLong("leaf_index"),
                                new Opening(
                                        row.getString("event_id"),
                                        row.getString("field"),
                                        row.getBytes("salt"),
                                        row.getString("value"))))
                .stream();
    }

    private JdbcClient.StatementSpec between(String sql, Log log, long first, long end) {
        return jdbc.sql(sql)
                .withFetchSize(FETCHED)
                .param("log", log.id())
                .param("first", first)
                .param("end", end);
    }

    /** Statements about this log in a stretch of the system log. */
    Stream<Root> roots(Log log, long systemBegin, long systemEnd) {
        return between(
                CheckpointStore.ROOTS
                        + """
                         WHERE r.log_id = :log AND r.system_index >= :first AND r.system_index < :end
                         ORDER BY r.system_index
                        """,
                log,
                systemBegin,
                systemEnd)
                .query(CheckpointStore::root)
                .stream();
    }

    Stream<byte[]> systemLeaves(long systemBegin, long systemEnd) {
        return jdbc
                .sql(
                        """
                        SELECT leaf_hash FROM audit_root
                         WHERE system_index >= :begin AND system_index < :end ORDER BY system_index
                        """)
                .withFetchSize(FETCHED)
                .param("begin", systemBegin)
                .param("end", systemEnd)
                .query(byte[].class)
                .stream();
    }

    /** Explaining entries outside a stretch, within a size. */
    List<Text> later(Log log, long first, long end, long size) {
        return between(
                        """
                        SELECT l.leaf_index, e.canonical
                          FROM audit_event e JOIN audit_leaf l ON l.event_id = e.id AND l.log_id = :log
                         WHERE %s AND e.action IN %s
                           AND (l.leaf_index < :first OR l.leaf_index >= :end) AND l.leaf_index < :size
                         ORDER BY l.leaf_index
                        """
                                .formatted(isOf(log), EXPLAINING),
                        log,
                        first,
                        end)
                .param("firm", log.firm(), java.sql.Types.OTHER)
                .param("size", size)
                .query((row, _) -> new Text(row.getLong("leaf_index"), row.getString("canonical")))
                .list();
    }
}
