package io.practiceops.foundation.database;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What must hold of the database before a single request is answered. Anything else is refused. */
final class FirmIsolation {

    private static final String HELD =
            """
            c.relrowsecurity AND c.relforcerowsecurity
            AND EXISTS (SELECT FROM pg_policy p
                         WHERE p.polrelid = c.oid AND current_user::regrole::oid = ANY (p.polroles))
            AND EXISTS (SELECT FROM pg_policy p
                         WHERE p.polrelid = c.oid AND c.relowner = ANY (p.polroles))
            """;

    private final JdbcClient jdbc;
    private final String app;

    private FirmIsolation(DataSource pool, String app) {
        this.jdbc = JdbcClient.create(pool);
        this.app = app;
    }

    /** Throws {@link DatabaseRefused} with the mend, or returns and all is well. */
    static void verify(DataSource pool, DatabaseAccess access, String platformRole) {
        var isolation = new FirmIsolation(pool, access.app().user());
        isolation.refuseOldServer();
        isolation.refusePowerfulLogin(access);
        isolation.refuseMissingPlatformRole(platformRole);
        isolation.refuseUnprotectedTables();
    }

    private void refuseOldServer() {
        var version =
                jdbc.sql("SELECT current_setting('server_version_num')::int")
                        .query(Integer.class)
                        .single();
        if (version < 150_000) {
            throw new DatabaseRefused(
                    "PostgreSQL %d is too old.".formatted(version / 10_000), "Use 15 or newer.");
        }
    }

    private void refusePowerfulLogin(DatabaseAccess access) {
        var powerful =
                jdbc.sql(
                                "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
                        .query(Boolean.class)
                        .single();
        if (powerful) {
            throw new DatabaseRefused(
                    "The login %s is superuser or may bypass row-level security, so firms would not be kept apart."
                            .formatted(app),
                    "Run: ALTER ROLE %s NOSUPERUSER NOBYPASSRLS".formatted(app));
        }
        if (access.owner().user().equals(app)) {
            throw new DatabaseRefused(
                    "The same login %s migrates and serves.".formatted(app),
                    "Give the server a login of its own that owns nothing; see docs/external-postgresql.md.");
        }
        var inherits =
                jdbc.sql("SELECT pg_has_role(current_user, :owner, 'USAGE')")
                        .param("owner", access.owner().user())
                        .query(Boolean.class)
                        .single();
        if (inherits) {
            throw new DatabaseRefused(
                    "The login %s is a member of the owner role.".formatted(app),
                    "Run: REVOKE %s FROM %s".formatted(access.owner().user(), app));
        }
    }

    private void refuseMissingPlatformRole(String platform) {
        var usable =
                jdbc.sql(
                                """
                                SELECT pg_has_role(current_user, oid, 'MEMBER')
                                       AND NOT pg_has_role(current_user, oid, 'USAGE')
                                       AND NOT rolsuper AND NOT rolbypassrls
                                  FROM pg_roles WHERE rolname = :platform
                                """)
                        .param("platform", platform)
                        .query(Boolean.class)
                        .optional()
                        .orElse(false);
        if (!usable) {
            throw new DatabaseRefused(
                    "The login %s must be able to change to %s, but not hold its rights always."
                            .formatted(app, platform),
                    "Run: ALTER ROLE %s NOINHERIT; GRANT %s TO %s (from PostgreSQL 16: WITH INHERIT FALSE, SET TRUE)"
                            .formatted(app, platform, app));
        }
    }

    private void refuseUnprotectedTables() {
        refuse(open(jdbc));
    }

    /** A table with a firm's rows is either closed to the app login or held by a forced policy. */
    static List<String> open(JdbcClient jdbc) {
        return firmTables(jdbc, "NOT (%s)".formatted(HELD));
    }

    /** How many tables the app login may use and a forced policy holds. */
    static int held(JdbcClient jdbc) {
        return firmTables(jdbc, HELD).size();
    }

    private static List<String> firmTables(JdbcClient jdbc, String condition) {
        return jdbc.sql(
                        """
                        SELECT c.oid::regclass::text
                          FROM pg_class c
                          JOIN pg_namespace n ON n.oid = c.relnamespace
                          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'firm_id'
                                             AND NOT a.attisdropped
                         WHERE c.relkind IN ('r', 'p') AND n.nspname = current_schema()
                           AND has_table_privilege(current_user, c.oid,
                                                   'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')
                           AND (%s)
                         ORDER BY 1
                        """
                                .formatted(condition))
                .query(String.class)
                .list();
    }

    private static void refuse(List<String> open) {
        if (!open.isEmpty()) {
            throw new DatabaseRefused(
                    "Firms are not kept apart in: " + String.join(", ", open) + ".",
                    "Let the migration that made a table end with CALL protect_firm_table('the_table', …).");
        }
    }
}
