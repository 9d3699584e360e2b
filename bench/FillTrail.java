import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Fills a firm's trail with entries as the application writes them, and waits until they are
 * sealed.
 */
final class FillTrail {

    private static final int CHUNK = 50_000;
    private static final int MOST_WAITING = 200_000;
    private static final int POLL_MILLIS = 100;

    private final Connection owner;
    private final UUID firm;

    FillTrail(Connection owner, UUID firm) {
        this.owner = owner;
        this.firm = firm;
    }

    /** Returns the seconds it took from the first entry to the seal over the last. */
    double upTo(long entries) throws Exception {
        owner.setAutoCommit(true);
        var started = System.nanoTime();
        for (var there = count("SELECT count(*) FROM audit_event"); there < entries; ) {
            there += insert((int) Math.min(CHUNK, entries - there));
            waitUntilWaiting(MOST_WAITING);
        }
        waitUntilWaiting(0);
        while (count(LEAVES_WITHOUT_ROOT) > 0) {
            Thread.sleep(POLL_MILLIS);
        }
        return (System.nanoTime() - started) / 1e9;
    }

    private int insert(int number) throws SQLException {
        try (var statement = owner.prepareStatement(INSERT)) {
            statement.setObject(1, firm);
            statement.setInt(2, number);
            statement.execute();
        }
        return number;
    }

    private void waitUntilWaiting(long most) throws Exception {
        while (count("SELECT count(*) FROM audit_inbox") > most) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    private long count(String sql) throws SQLException {
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    // All that is known here of the application's tables.

    static final String LEAVES_WITHOUT_ROOT =
            """
            SELECT count(*) FROM audit_log l
             WHERE l.firm_id IS NOT NULL
               AND l.size > coalesce((SELECT max(r.size) FROM audit_root r WHERE r.log_id = l.id), 0)
            """;

    /**
     * Fifty people, a thousand objects, six kinds of acts; canonical text and commitments as they
     * are.
     */
    private static final String INSERT =
            """
            WITH given (firm, number) AS (VALUES (?::uuid, ?::int)),
            raw AS (
              SELECT firm, n, clock_timestamp() AS at, gen_random_uuid() AS rest,
                     ('00000000-0000-7000-8000-' || lpad(to_hex(n % 50), 12, '0'))::uuid AS actor,
                     ('00000000-0000-7000-9000-' || lpad(to_hex(hashint4(n) & 1023), 12, '0'))::uuid AS object,
                     'Person ' || n % 50 AS actor_name, 'Thing ' || (hashint4(n) & 1023) AS object_name,
                     (ARRAY['document.downloaded', 'document.uploaded', 'client.changed', 'session.started',
                            'document.previewed', 'client.taken-on'])[1 + n % 6] AS action,
                     sha256(('a' || random())::bytea) AS actor_salt, sha256(('o' || random())::bytea) AS object_salt
                FROM given, generate_series(1, number) AS n),
            dated AS (
              SELECT *, overlay(overlay(rest::text placing left(stamp, 8) || '-' || right(stamp, 4) from 1)
                                placing '7' from 15)::uuid AS id,
                     to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at_text,
                     split_part(action, '.', 1) AS object_type
                FROM (SELECT *, lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') AS stamp FROM raw) s),
            texts AS (
              SELECT *, '{"action":"' || action || '","actor":{"id":"' || actor || '","kind":"USER","via":"' || rest
                     || '"},"at":"' || at_text || '","details":{},"firm":"' || firm || '","id":"' || id
                     || '","object":{"id":"' || object || '","type":"' || object_type
                     || '"},"outcome":"DONE","personal":{"actor.name":"'
                     || encode(sha256(actor_salt || '\\x000a'::bytea || ('actor.name' || actor_name)::bytea), 'hex')
                     || '","object.name":"'
                     || encode(sha256(object_salt || '\\x000b'::bytea || ('object.name' || object_name)::bytea), 'hex')
                     || '"},"request":"' || rest || '","v":1}' AS canonical
                FROM dated),
            leaves AS (
              SELECT *, sha256('\\x00'::bytea || canonical::bytea) AS leaf FROM texts),
            events AS (
              INSERT INTO audit_event (id, occurred_at, firm_id, actor_kind, actor_id, action, object_type, object_id,
                                       outcome, request_id, canonical, leaf_hash)
              SELECT id, at, firm, 'USER', actor, action, object_type, object::text, 'DONE', rest::text, canonical, leaf
                FROM leaves),
            inbox AS (
              INSERT INTO audit_inbox (event_id, occurred_at, firm_id, leaf_hash)
              SELECT id, at, firm, leaf FROM leaves)
            INSERT INTO audit_personal (event_id, firm_id, field, salt, value)
            SELECT id, firm, 'actor.name', actor_salt, actor_name FROM leaves
            UNION ALL
            SELECT id, firm, 'object.name', object_salt, object_name FROM leaves
            """;
}
