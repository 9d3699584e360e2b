package io.practiceops.foundation.database;

import io.practiceops.foundation.database.DatabaseAccess.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PasswordUtil;

/**
 * The roles and databases of an embedded server. Everything here may be repeated, so a start that
 * was cut off is made good by the next one.
 */
final class PostgresRoles {

    static final String PLATFORM = "practiceops_platform";

    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
    private static final String POWERLESS =
            "NOSUPERUSER NOCREATEROLE NOCREATEDB NOREPLICATION NOBYPASSRLS";

    private PostgresRoles() {}

    /**
     * Makes roles and the database what they shall be.
     *
     * @param admin a superuser's connection to {@code template1}, whose content every new database
     *     begins with
     */
    static void ensure(Connection admin, Credentials credentials, String database)
            throws SQLException {
        admin.setAutoCommit(false);
        try (var statement = admin.createStatement()) {
            // The log of statements is no place for verifiers of passwords.
            statement.execute("SET LOCAL log_statement = 'none'");
            statement.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
            role(statement, Credentials.OWNER, login(credentials.owner()));
            role(statement, Credentials.APP, login(credentials.app()) + " NOINHERIT");
            role(statement, PLATFORM, "NOLOGIN");
            statement.execute("GRANT pg_monitor TO " + PLATFORM);
            // Held but not in force: work across firms has to say SET ROLE, in so many words.
            statement.execute(
                    "GRANT %s TO %s WITH INHERIT FALSE, SET TRUE"
                            .formatted(PLATFORM, Credentials.APP));
        }
        admin.commit();
        admin.setAutoCommit(true);
        if (!exists(admin, "SELECT FROM pg_database WHERE datname = ?", database)) {
            createDatabase(admin, database, null);
        }
        admit(admin, database);
    }

    /**
     * Makes a database that belongs to the owner and lets nobody in but owner and app.
     *
     * @param template the database to copy, without any connection to it; null for an empty one
     */
    static void createDatabase(Connection admin, String name, @Nullable String template)
            throws SQLException {
        try (var statement = admin.createStatement()) {
            statement.execute(
                    "CREATE DATABASE %s OWNER %s TEMPLATE %s"
                            .formatted(
                                    checked(name),
                                    Credentials.OWNER,
                                    checked(template == null ? "template1" : template)));
        }
        admit(admin, name);
    }

    /** What the server keeps in place of a password; the password itself gets into no log. */
    static String verifier(Login login) throws SQLException {
        return PasswordUtil.encodePassword(
                login.user(), login.password().toCharArray(), "scram-sha-256");
    }

    private static void admit(Connection admin, String database) throws SQLException {
        var name = checked(database);
        try (var statement = admin.createStatement()) {
            statement.execute("REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(name));
            statement.execute(
                    "GRANT CONNECT ON DATABASE %s TO %s".formatted(name, Credentials.APP));
        }
    }

    private static String login(Login login) throws SQLException {
        return "LOGIN PASSWORD '%s'".formatted(verifier(login));
    }

    private static void role(Statement statement, String name, String attributes)
            throws SQLException {
        if (!exists(statement.getConnection(), "SELECT FROM pg_roles WHERE rolname = ?", name)) {
            statement.execute("CREATE ROLE " + name);
        }
        statement.execute("ALTER ROLE %s %s %s".formatted(name, POWERLESS, attributes));
    }

    private static boolean exists(Connection connection, String query, String name)
            throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is no name for a database: lower case letters, digits and _ only"
                            .formatted(name));
        }
        return name;
    }
}
