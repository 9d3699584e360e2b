package io.practiceops.foundation.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The PostgreSQL of Debian's package, set up by the words of docs/external-postgresql.md. */
public final class DebianPostgres implements AutoCloseable {

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final String PASSWORD = "of a test";

    private final Path programs;
    private final Path cluster;
    private final PostgresAccount account;
    private final int port;

    private DebianPostgres(Path programs, Path cluster, PostgresAccount account, int port) {
        this.programs = programs;
        this.cluster = cluster;
        this.account = account;
        this.port = port;
    }

    /** The folder of the programs, if there are any. */
    public static Optional<Path> newest() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(programs -> Files.isExecutable(programs.resolve("postgres")))
                    .max(Path::compareTo);
        }
    }

    public static DebianPostgres start(Path programs, Path cluster) throws Exception {
        var account = PostgresAccount.detect(System.getenv());
        Files.createDirectories(cluster);
        account.own(cluster);
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var server = new DebianPostgres(programs, cluster, account, port);
        server.run(
                "initdb",
                "-D",
                cluster.resolve("data").toString(),
                "-U",
                "postgres",
                "--auth=trust",
                "-E",
                "UTF8");
        server.run(
                "pg_ctl",
                "-D",
                cluster.resolve("data").toString(),
                "-w",
                "-l",
                cluster.resolve("log").toString(),
                "-o",
                "-h 127.0.0.1 -k '' -p " + port,
                "start");
        server.setUp();
        return server;
    }

    private void setUp() throws SQLException {
        execute(
                "postgres",
                "CREATE ROLE practiceops_owner LOGIN PASSWORD '%s'".formatted(PASSWORD),
                "CREATE ROLE practiceops_app LOGIN NOINHERIT PASSWORD '%s'".formatted(PASSWORD),
                "CREATE ROLE practiceops_platform NOLOGIN",
                "GRANT practiceops_platform TO practiceops_app",
                "GRANT pg_monitor TO practiceops_platform",
                "CREATE DATABASE practiceops OWNER practiceops_owner ENCODING 'UTF8' TEMPLATE template0",
                "REVOKE ALL ON DATABASE practiceops FROM PUBLIC",
                "GRANT CONNECT ON DATABASE practiceops TO practiceops_app");
        execute("practiceops", "ALTER SCHEMA public OWNER TO practiceops_owner");
    }

    private void execute(String database, String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(url(database), "postgres", "");
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    public DatabaseAccess access() {
        return new DatabaseAccess(
                url("practiceops"),
                new DatabaseAccess.Login("practiceops_owner", PASSWORD),
                new DatabaseAccess.Login("practiceops_app", PASSWORD));
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    @Override
    public void close() throws IOException {
        run("pg_ctl", "-D", cluster.resolve("data").toString(), "-m", "immediate", "-w", "stop");
    }

    private void run(String program, String... words) throws IOException {
        var command =
                Stream.concat(Stream.of(programs.resolve(program).toString()), Stream.of(words))
                        .toList();
        var log = Files.createTempFile("debian-postgres", ".log");
        var process =
                new ProcessBuilder(account.command(List.copyOf(command)))
                        .directory(Path.of("/").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException(program + " failed: " + Files.readString(log));
        }
        Files.delete(log);
    }
}
