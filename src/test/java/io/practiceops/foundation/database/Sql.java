package io.practiceops.foundation.database;

import io.practiceops.foundation.database.DatabaseAccess.Login;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The few lines of JDBC that the tests of this package need. */
final class Sql {

    private Sql() {}

    static Connection connect(DatabaseAccess access, Login login) throws SQLException {
        return DriverManager.getConnection(access.url(), login.user(), login.password());
    }

    static void execute(DatabaseAccess access, Login login, String... statements)
            throws SQLException {
        try (var connection = connect(access, login);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The first column of the first row. */
    static String value(DatabaseAccess access, Login login, String query) throws SQLException {
        try (var connection = connect(access, login)) {
            return value(connection, query);
        }
    }

    static String value(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
