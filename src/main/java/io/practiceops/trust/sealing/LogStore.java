package io.practiceops.trust.sealing;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Logs and their leaves; in the platform role. */
@Repository
class LogStore {

    /** What waits to be sealed. */
    record Waiting(UUID event, Instant at, @Nullable UUID firm, byte[] leaf) {}

    record Leaf(int log, long index, UUID event, Instant at, byte[] hash, Instant sequenced) {}

    private static final String SELECT =
            "SELECT id, kind, firm_id, era, origin, size, hashes, stated FROM audit_log\n";

    private final JdbcClient jdbc;

    LogStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes from the inbox, oldest ids first. What commits later is there the next time. */
    List<Waiting> take(int most) {
        return jdbc.sql(
                        """
                        DELETE FROM audit_inbox
                         WHERE event_id = ANY (ARRAY(SELECT event_id FROM audit_inbox ORDER BY event_id LIMIT :most))
                        RETURNING event_id, occurred_at, firm_id, leaf_hash
                        """)
                .param("most", most)
                .query((row, _) ->
                        new Waiting(
                                row.getObject("event_id", UUID.class),
                                instant(row, "occurred_at"),
                                row.getObject("firm_id", UUID.class),
                                row.getBytes("leaf_hash")))
                .list();
    }

    /** When the event that waits longest was recorded. */
    Optional<Instant> waitingSince() {
        return jdbc.sql("SELECT occurred_at FROM audit_inbox ORDER BY event_id LIMIT 1")
                .query((row, _) -> instant(row, "occurred_at"))
                .optional();
    }

    void make(Log.Kind kind, @Nullable UUID firm, Era era) {
        jdbc.sql(
                        """
                        INSERT INTO audit_log (kind, firm_id, era, origin) VALUES (:kind, :firm::uuid, :era, :origin)
                        """)
                .param("kind", kind.name())
                .param("firm", firm, java.sql.Types.OTHER)
                .param("era", era.number())
                .param("origin", Log.origin(era.origin(), kind, firm))
                .update();
    }

    Log system() {
        return only(Log.Kind.SYSTEM).orElseThrow();
    }

    Optional<Log> only(Log.Kind kind) {
        return jdbc.sql(SELECT + " WHERE kind = :kind")
                .param("kind", kind.name())
                .query(LogStore::log)
                .optional();
    }

    Map<UUID, Log> ofFirms(Collection<UUID> firms) {
        return jdbc
                .sql(SELECT + " WHERE firm_id = ANY (:firms::uuid[])")
                .param("firms", firms.stream().map(UUID::toString).toArray(String[]::new))
                .query(LogStore::log)
                .list()
                .stream()
                .filter(log -> log.firm() != null)
                .collect(toMap(log -> java.util.Objects.requireNonNull(log.firm()), identity()));
    }

    List<Log> all() {
        return jdbc.sql(SELECT + " ORDER BY id").query(LogStore::log).list();
    }

    /** Those with leaves that the system log does not know of. */
    List<Log> unstated() {
        return jdbc.sql(SELECT + " WHERE stated < size AND kind <> 'SYSTEM' ORDER BY id")
                .query(LogStore::log)
                .list();
    }

    void update(Collection<Log> logs) {
        jdbc.sql(
                        """
                        UPDATE audit_log l SET era = n.era, origin = n.origin, size = n.size, hashes = n.hashes,
                                               stated = n.stated
                          FROM unnest(:ids::int[], :eras::int[], :origins::text[], :sizes::bigint[], :hashes::bytea[],
                                      :stated::bigint[]) AS n (id, era, origin, size, hashes, stated)
                         WHERE l.id = n.id
                        """)
                .param("ids", ints(logs, Log::id))
                .param("eras", ints(logs, Log::era))
                .param("origins", logs.stream().map(Log::origin).toArray(String[]::new))
                .param("sizes", longs(logs, Log::size))
                .param("hashes", logs.stream().map(Log::hashes).toArray(byte[][]::new))
                .param("stated", longs(logs, Log::stated))
                .update();
    }

    void insert(List<Leaf> leaves) {
        jdbc.sql(
                        """
                        INSERT INTO audit_leaf (log_id, leaf_index, event_id, occurred_at, leaf_hash, sequenced_at)
                        SELECT * FROM unnest(:logs::int[], :indexes::bigint[], :events::uuid[], :ats::timestamptz[],
                                             :hashes::bytea[], :sequenced::timestamptz[])
                        """)
                .param("logs", ints(leaves, Leaf::log))
                .param("indexes", longs(leaves, Leaf::index))
                .param("events", texts(leaves, Leaf::event))
                .param("ats", texts(leaves, Leaf::at))
                .param("hashes", leaves.stream().map(Leaf::hash).toArray(byte[][]::new))
                .param("sequenced", texts(leaves, Leaf::sequenced))
                .update();
    }

    /** Where an event was put, with its log. */
    Optional<Place> placeOf(UUID event) {
        return jdbc.sql(
                        """
                        SELECT l.leaf_index, l.leaf_hash, l.occurred_at, l.sequenced_at, g.id, g.kind, g.firm_id, g.era,
                               g.origin, g.size, g.hashes, g.stated
                          FROM audit_leaf l JOIN audit_log g ON g.id = l.log_id
                         WHERE l.event_id = :event
                        """)
                .param("event", event)
                .query((row, number) ->
                        new Place(
                                log(row, number),
                                row.getLong("leaf_index"),
                                event,
                                row.getBytes("leaf_hash"),
                                instant(row, "occurred_at"),
                                instant(row, "sequenced_at")))
                .optional();
    }

    record Place(Log log, long index, UUID event, byte[] leaf, Instant at, Instant sequenced) {}

    /** Entries of a log in its own order, from an index on. */
    List<Leaf> leaves(int log, long from, int most) {
        return jdbc.sql(
                        """
                        SELECT log_id, leaf_index, event_id, occurred_at, leaf_hash, sequenced_at FROM audit_leaf
                         WHERE log_id = :log AND leaf_index >= :from ORDER BY leaf_index LIMIT :most
                        """)
                .param("log", log)
                .param("from", from)
                .param("most", most)
                .query((row, _) ->
                        new Leaf(
                                row.getInt("log_id"),
                                row.getLong("leaf_index"),
                                row.getObject("event_id", UUID.class),
                                instant(row, "occurred_at"),
                                row.getBytes("leaf_hash"),
                                instant(row, "sequenced_at")))
                .list();
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static <T> long[] longs(Collection<T> rows, java.util.function.ToLongFunction<T> column) {
        return rows.stream().mapToLong(column).toArray();
    }

    static <T> int[] ints(Collection<T> rows, java.util.function.ToIntFunction<T> column) {
        return rows.stream().mapToInt(column).toArray();
    }

    static <T> String[] texts(Collection<T> rows, Function<T, Object> column) {
        return rows.stream().map(row -> column.apply(row).toString()).toArray(String[]::new);
    }

    private static Log log(ResultSet row, int number) throws SQLException {
        return new Log(
                row.getInt("id"),
                Log.Kind.valueOf(row.getString("kind")),
                row.getObject("firm_id", UUID.class),
                row.getInt("era"),
                row.getString("origin"),
                row.getLong("size"),
                row.getBytes("hashes"),
                row.getLong("stated"));
    }
}
