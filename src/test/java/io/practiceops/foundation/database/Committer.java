package io.practiceops.foundation.database;

import java.nio.file.Path;
import java.sql.SQLException;

/**
 * A program that starts a server and commits rows one by one, printing each number once the server
 * has acknowledged it; until it is killed.
 */
final class Committer {

    private Committer() {}

    public static void main(String[] arguments) throws Exception {
        try (var server = EmbeddedPostgres.start(Path.of(arguments[0]))) {
            System.out.println("server " + server.pid());
            commit(server.access());
        } catch (DatabaseRefused e) {
            System.out.println("refused " + e.getMessage());
        } catch (SQLException e) {
            // Its backend or its server was killed: that is what the test wanted.
            System.out.println("broken " + e.getMessage().lines().findFirst().orElse(""));
        }
    }

    private static void commit(DatabaseAccess access) throws SQLException {
        Sql.execute(
                access,
                access.owner(),
                "CREATE TABLE IF NOT EXISTS kept (id bigint GENERATED ALWAYS AS IDENTITY, text"
                        + " text)");
        try (var connection = Sql.connect(access, access.owner())) {
            System.out.println("backend " + Sql.value(connection, "SELECT pg_backend_pid()"));
            while (true) {
                var id =
                        Sql.value(
                                connection,
                                "INSERT INTO kept (text) VALUES (repeat('x', 500)) RETURNING id");
                System.out.println("committed " + id);
            }
        }
    }
}
