package io.practiceops.trust.sealing;

import static io.practiceops.trust.sealing.LogStore.instant;
import static io.practiceops.trust.sealing.LogStore.ints;
import static io.practiceops.trust.sealing.LogStore.longs;
import static io.practiceops.trust.sealing.LogStore.texts;
import static java.time.ZoneOffset.UTC;

import io.practiceops.trust.tlog.TreeHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Roots, checkpoints, and where these went; in the platform role. */
@Repository
class CheckpointStore {

    private static final String SELECT =
            "SELECT size, era, root, at, key, note FROM audit_checkpoint\n";
    static final String ROOTS =
            """
            SELECT r.system_index, r.log_id, r.era, r.size, r.root, r.at, g.kind, g.firm_id, e.origin
              FROM audit_root r JOIN audit_log g ON g.id = r.log_id JOIN audit_era e ON e.era = r.era
            """;

    private final JdbcClient jdbc;

    CheckpointStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insertRoots(List<Root> roots) {
        var hash = new TreeHash();
        jdbc.sql(
                        """
                        INSERT INTO audit_root (system_index, log_id, era, size, root, at, leaf_hash)
                        SELECT * FROM unnest(:indexes::bigint[], :logs::int[], :eras::int[], :sizes::bigint[],
                                             :roots::bytea[], :ats::timestamptz[], :leaves::bytea[])
                        """)
                .param("indexes", longs(roots, Root::index))
                .param("logs", ints(roots, Root::log))
                .param("eras", ints(roots, Root::era))
                .param("sizes", longs(roots, Root::size))
                .param("roots", roots.stream().map(Root::root).toArray(byte[][]::new))
                .param("ats", texts(roots, Root::at))
                .param("leaves", roots.stream().map(root -> root.leaf(hash)).toArray(byte[][]::new))
                .update();
    }

    void insert(SignedCheckpoint checkpoint) {
        jdbc.sql(
                        """
                        INSERT INTO audit_checkpoint (size, era, root, at, key, note)
                        VALUES (:size, :era, :root, :at, :key, :note)
                        """)
                .param("size", checkpoint.size())
                .param("era", checkpoint.era())
                .param("root", checkpoint.root())
                .param("at", checkpoint.at().atOffset(UTC))
                .param("key", checkpoint.key())
                .param("note", checkpoint.note())
                .update();
    }

    Optional<SignedCheckpoint> newest() {
        return jdbc.sql(SELECT + " ORDER BY size DESC LIMIT 1")
                .query(CheckpointStore::checkpoint)
                .optional();
    }

    Optional<SignedCheckpoint> ofSize(long size) {
        return jdbc.sql(SELECT + " WHERE size = :size")
                .param("size", size)
                .query(CheckpointStore::checkpoint)
                .optional();
    }

    /** The first that holds the system log's leaf of this index. */
    Optional<SignedCheckpoint> firstHolding(long systemIndex) {
        return jdbc.sql(SELECT + " WHERE size > :index ORDER BY size LIMIT 1")
                .param("index", systemIndex)
                .query(CheckpointStore::checkpoint)
                .optional();
    }

    /** Newest first, those smaller than the given size. */
    List<SignedCheckpoint> before(long size, int most) {
        return jdbc.sql(SELECT + " WHERE size < :size ORDER BY size DESC LIMIT :most")
                .param("size", size)
                .param("most", most)
                .query(CheckpointStore::checkpoint)
                .list();
    }

    /** In order, from a size on. */
    List<SignedCheckpoint> from(long size, int most) {
        return jdbc.sql(SELECT + " WHERE size >= :size ORDER BY size LIMIT :most")
                .param("size", size)
                .param("most", most)
                .query(CheckpointStore::checkpoint)
                .list();
    }

    /** The first statement about the log that covers its leaf of this index. */
    Optional<Root> firstCovering(int log, long index) {
        return root(
                " WHERE r.log_id = :log AND r.size > :index ORDER BY r.size, r.system_index LIMIT 1",
                log,
                index);
    }

    /** The newest statement about the log below a size of the system log. */
    Optional<Root> newestBelow(int log, long systemSize) {
        return root(
                " WHERE r.log_id = :log AND r.system_index < :index"
                        + " ORDER BY r.size DESC, r.system_index DESC LIMIT 1",
                log,
                systemSize);
    }

    /** That the log had just this size. */
    Optional<Root> stated(int log, long size) {
        return root(
                " WHERE r.log_id = :log AND r.size = :index ORDER BY r.system_index LIMIT 1",
                log,
                size);
    }

    private Optional<Root> root(String where, int log, long index) {
        return jdbc.sql(ROOTS + where)
                .param("log", log)
                .param("index", index)
                .query(CheckpointStore::root)
                .optional();
    }

    /** All statements in the system log's order. */
    List<Root> roots(long fromIndex, long endIndex) {
        return jdbc.sql(
                        ROOTS
                                + " WHERE r.system_index >= :from AND r.system_index < :end ORDER BY r.system_index")
                .param("from", fromIndex)
                .param("end", endIndex)
                .query(CheckpointStore::root)
                .list();
    }

    /** Statements about one log in its order, above a size. */
    List<Root> rootsOf(int log, long aboveIndex, int most) {
        return jdbc.sql(
                        ROOTS
                                + " WHERE r.log_id = :log AND r.system_index > :above"
                                + " ORDER BY r.size, r.system_index LIMIT :most")
                .param("log", log)
                .param("above", aboveIndex)
                .param("most", most)
                .query(CheckpointStore::root)
                .list();
    }

    void anchored(String sink, SignedCheckpoint checkpoint, String place, Instant at) {
        jdbc.sql(
                        """
                        INSERT INTO audit_anchor (sink, size, place, at) VALUES (:sink, :size, :place, :at)
                        ON CONFLICT DO NOTHING
                        """)
                .param("sink", sink)
                .param("size", checkpoint.size())
                .param("place", place)
                .param("at", at.atOffset(UTC))
                .update();
    }

    /** By these sinks, when a checkpoint of at least this size was there first. */
    Map<String, Instant> anchors(Collection<String> sinks, long size) {
        return jdbc
                .sql(
                        """
                        SELECT s.sink, a.at FROM unnest(:sinks::text[]) AS s (sink)
                         CROSS JOIN LATERAL (SELECT at FROM audit_anchor
                                              WHERE sink = s.sink AND size >= :size ORDER BY size LIMIT 1) a
                        """)
                .param("sinks", sinks.toArray(String[]::new))
                .param("size", size)
                .query((row, _) -> Map.entry(row.getString("sink"), instant(row, "at")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The newest checkpoint that a sink has. */
    Optional<SignedCheckpoint> newestAnchored(String sink) {
        return jdbc.sql(
                        """
                        SELECT c.size, c.era, c.root, c.at, c.key, c.note
                          FROM audit_checkpoint c
                         WHERE c.size = (SELECT max(a.size) FROM audit_anchor a WHERE a.sink = :sink)
                        """)
                .param("sink", sink)
                .query(CheckpointStore::checkpoint)
                .optional();
    }

    /** The first checkpoint after the newest one that a sink has: since when it waits. */
    Optional<Instant> waitingFor(String sink) {
        return jdbc.sql(
                        """
                        SELECT at FROM audit_checkpoint
                         WHERE size > coalesce((SELECT max(size) FROM audit_anchor WHERE sink = :sink), -1)
                         ORDER BY size LIMIT 1
                        """)
                .param("sink", sink)
                .query((row, _) -> instant(row, "at"))
                .optional();
    }

    private static SignedCheckpoint checkpoint(ResultSet row, int number) throws SQLException {
        return new SignedCheckpoint(
                row.getLong("size"),
                row.getInt("era"),
                row.getBytes("root"),
                instant(row, "at"),
                row.getInt("key"),
                row.getString("note"));
    }

    static Root root(ResultSet row, int number) throws SQLException {
        return new Root(
                row.getLong("system_index"),
                row.getInt("log_id"),
                row.getInt("era"),
                Log.origin(
                        row.getString("origin"),
                        Log.Kind.valueOf(row.getString("kind")),
                        row.getObject("firm_id", java.util.UUID.class)),
                row.getLong("size"),
                row.getBytes("root"),
                instant(row, "at"));
    }
}
