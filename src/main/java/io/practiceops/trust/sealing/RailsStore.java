package io.practiceops.trust.sealing;

import static io.practiceops.trust.sealing.LogStore.instant;
import static java.time.ZoneOffset.UTC;

import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the database's own catalogue says protects the trail; in the platform role. */
@Repository
class RailsStore {

    /**
     * What was found once.
     *
     * @param migration the newest one then: a change that comes with another one is the upgrade's
     */
    record Found(
            int number,
            Instant at,
            String migration,
            List<String> partitions,
            List<String> rails) {}

    /** Tables of the trail; the partitions of events as one, since they come and go. */
    private static final String TABLES =
            """
            WITH tables AS (
              SELECT c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity, c.relowner, c.relacl,
                     EXISTS (SELECT FROM pg_inherits i
                              WHERE i.inhrelid = c.oid AND i.inhparent = 'audit_event'::regclass) AS is_partition
                FROM pg_class c
               WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
                 AND (c.relname IN ('audit_event', 'audit_inbox', 'audit_personal', 'audit_era', 'audit_log', 'audit_leaf',
                                     'audit_tile', 'audit_root', 'audit_key', 'audit_checkpoint', 'audit_anchor',
                                     'audit_halt', 'audit_truncation', 'audit_verification', 'audit_rails',
                                     'audit_sealer', 'audit_ddl')
                      OR EXISTS (SELECT FROM pg_inherits i
                                  WHERE i.inhrelid = c.oid AND i.inhparent = 'audit_event'::regclass))
            )
            """;

    private final JdbcClient jdbc;

    RailsStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One instance at a time compares. */
    void lock() {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('audit_rails'))").query((_, _) -> 1).list();
    }

    List<String> partitions() {
        return jdbc.sql(TABLES + "SELECT relname FROM tables WHERE is_partition ORDER BY relname")
                .query(String.class)
                .list();
    }

    /** One line a table, policy and function; partitions that are alike make one line. */
    List<String> rails() {
        return jdbc.sql(
                        TABLES
                                + """
                                , described AS (
                                  SELECT CASE WHEN t.is_partition THEN 'a partition of audit_event' ELSE t.relname END
                                         || ': rows ' || t.relrowsecurity || '/' || t.relforcerowsecurity
                                         || ', owner ' || t.relowner::regrole
                                         || ', triggers '
                                         || coalesce((SELECT string_agg(g.tgname || '=' || g.tgenabled::text || '/' || g.tgtype::text || '/'
                                                                        || g.tgfoid::regproc, ' ' ORDER BY g.tgname)
                                                        FROM pg_trigger g WHERE g.tgrelid = t.oid AND NOT g.tgisinternal), 'none')
                                         || ', policies '
                                         || coalesce((SELECT string_agg(p.polname || '=' || p.polcmd::text || ' '
                                                                        || pg_get_expr(p.polqual, p.polrelid) || ' to '
                                                                        || (SELECT string_agg(r::regrole::text, '+' ORDER BY r::regrole::text)
                                                                              FROM unnest(p.polroles) r),
                                                                        ' ' ORDER BY p.polname)
                                                        FROM pg_policy p WHERE p.polrelid = t.oid), 'none')
                                         || ', grants '
                                         || coalesce((SELECT string_agg(DISTINCT a.grantee::regrole || '=' || a.privilege_type, ' ')
                                                        FROM aclexplode(t.relacl) a), 'none')
                                         || ', columns '
                                         || coalesce((SELECT string_agg(n.attname || ':' || a.grantee::regrole || '=' || a.privilege_type,
                                                                        ' ' ORDER BY n.attname, a.privilege_type)
                                                        FROM pg_attribute n, aclexplode(n.attacl) a WHERE n.attrelid = t.oid), 'none')
                                         AS line
                                    FROM tables t
                                  UNION ALL
                                  SELECT 'function ' || p.proname || ': ' || md5(p.prosrc) || ', definer ' || p.prosecdef
                                         || ', grants ' || coalesce(p.proacl::text, 'everybody')
                                    FROM pg_proc p
                                   WHERE p.pronamespace = current_schema()::regnamespace
                                     AND (p.proname ~ 'audit|truncated_month|leaves_of_month' OR p.proname = 'refuse_change_of_leaf')
                                )
                                SELECT DISTINCT line FROM described ORDER BY line
                                """)
                .query(String.class)
                .list();
    }

    /** What is missing whatever was found before: rails that every release has. */
    List<String> gaps() {
        return jdbc.sql(
                        TABLES
                                + """
                                SELECT relname || ' may be changed: its trigger ' || wanted || ' is off'
                                  FROM tables, unnest(ARRAY['written_once', 'never_truncated']) AS wanted
                                 WHERE relname NOT IN ('audit_inbox', 'audit_sealer', 'audit_ddl')
                                   AND NOT EXISTS (SELECT FROM pg_trigger g
                                                    WHERE g.tgrelid = tables.oid AND g.tgname = wanted AND g.tgenabled = 'A')
                                UNION ALL
                                SELECT relname || ' is not held by row-level security'
                                  FROM tables
                                 WHERE (is_partition OR relname IN ('audit_event', 'audit_inbox', 'audit_personal'))
                                   AND NOT (relrowsecurity AND relforcerowsecurity)
                                UNION ALL
                                SELECT relname || ' may be changed by the login of the application'
                                  FROM tables
                                 WHERE has_table_privilege(session_user, oid, 'UPDATE, DELETE, TRUNCATE')
                                    OR relname NOT IN ('audit_event', 'audit_inbox', 'audit_personal')
                                       AND has_table_privilege(session_user, oid, 'SELECT, INSERT')
                                UNION ALL
                                SELECT relname || ' may be changed by the platform role'
                                  FROM tables
                                 WHERE has_table_privilege(current_user, oid, 'TRUNCATE')
                                    OR relname NOT IN ('audit_inbox', 'audit_personal')
                                       AND has_table_privilege(current_user, oid, 'UPDATE, DELETE')
                                 ORDER BY 1
                                """)
                .query(String.class)
                .list();
    }

    /** The newest migration of the database; what it is called is up to Flyway. */
    String migration() {
        return jdbc.sql("SELECT newest_migration()").query(String.class).single();
    }

    /** Names of partitions whose removal is on record. */
    List<String> truncated() {
        return jdbc.sql(
                        """
                        SELECT 'audit_event_' || to_char(month, 'YYYY_MM') FROM audit_truncation
                         WHERE finished IS NOT NULL
                        """)
                .query(String.class)
                .list();
    }

    Optional<Found> newest() {
        return list("ORDER BY number DESC LIMIT 1").stream().findFirst();
    }

    /** Newest first. */
    List<Found> latest(int most) {
        return list("ORDER BY number DESC LIMIT " + most);
    }

    private List<Found> list(String which) {
        return jdbc.sql("SELECT number, at, migration, partitions, rails FROM audit_rails " + which)
                .query((row, _) ->
                        new Found(
                                row.getInt("number"),
                                instant(row, "at"),
                                row.getString("migration"),
                                texts(row.getArray("partitions")),
                                texts(row.getArray("rails"))))
                .list();
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    void insert(Found found) {
        jdbc.sql(
                        """
                        INSERT INTO audit_rails (number, at, migration, partitions, rails)
                        VALUES (:number, :at, :migration, :partitions::text[], :rails::text[])
                        """)
                .param("number", found.number())
                .param("at", found.at().atOffset(UTC))
                .param("migration", found.migration())
                .param("partitions", found.partitions().toArray(String[]::new))
                .param("rails", found.rails().toArray(String[]::new))
                .update();
    }

    /** Changes of the tables that the server's event trigger saw, where one may be. */
    long ddlSince(Instant since) {
        return jdbc.sql("SELECT count(*) FROM audit_ddl WHERE at >= :since")
                .param("since", since.atOffset(UTC))
                .query(Long.class)
                .single();
    }
}
