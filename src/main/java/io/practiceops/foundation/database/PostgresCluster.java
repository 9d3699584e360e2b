package io.practiceops.foundation.database;

import static java.nio.file.StandardOpenOption.APPEND;

import io.practiceops.foundation.database.DatabaseAccess.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A data directory on disk, and the programs that make it, start it and stop it. */
record PostgresCluster(Path home, Path programs, PostgresLog log, PostgresAccount account) {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresCluster.class);
    private static final String MAJOR = "17";
    private static final String STAGING = "pgdata.new-";
    private static final long NEEDED_BYTES = 500_000_000;
    private static final Duration RECOVERY_PATIENCE = Duration.ofSeconds(30);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);

    static Path dataOf(Path home) {
        return home.resolve("pgdata");
    }

    Path data() {
        return dataOf(home);
    }

    boolean exists() throws IOException {
        return Files.exists(data().resolve("PG_VERSION"));
    }

    /** Makes the data directory: whole and under its name, or not at all. */
    void create(Login admin) throws IOException {
        if (Files.exists(data()) && !isEmpty(data())) {
            throw new DatabaseRefused(
                    ("%s holds something that is no PostgreSQL database. Move it away, or set"
                                    + " PRACTICEOPS_HOME to another directory.")
                            .formatted(data()));
        }
        requireSpace(Files.getFileStore(home).getUsableSpace(), home);
        removeLeftovers();
        Files.deleteIfExists(data());
        var staging = Files.createTempDirectory(home, STAGING);
        account.own(staging);
        var password = Files.createFile(staging.resolve("password"), DurableFiles.PRIVATE);
        Files.writeString(password, admin.password());
        account.own(password);
        initialise(staging.resolve("data"), password, admin.user());
        if (!DurableFiles.moveUnlessThere(staging.resolve("data"), data())) {
            throw new IOException(data() + " appeared while it was being made");
        }
        DurableFiles.deleteTree(staging);
    }

    /** Refuses what these programs cannot serve. */
    void requireServable() throws IOException {
        var version = Files.readString(data().resolve("PG_VERSION")).strip();
        if (!version.equals(MAJOR)) {
            throw new DatabaseRefused(
                    ("%s was made by PostgreSQL %s, and this PracticeOps brings %s. Start it with"
                                    + " the PracticeOps release it was made by, or set"
                                    + " PRACTICEOPS_HOME to another directory.")
                            .formatted(data(), version, MAJOR));
        }
        account.ownTree(data());
    }

    /** Gives the superuser a password without asking for the old one. The server must be down. */
    void resetPassword(Login admin, String verifier) throws IOException {
        PostgresSettings.write(data(), PostgresStart.freePort(), account);
        var statement = "ALTER ROLE %s PASSWORD '%s'\n".formatted(admin.user(), verifier);
        var done =
                run(
                        statement,
                        elapsed -> {},
                        "postgres",
                        "--single",
                        "-D",
                        data().toString(),
                        "-c",
                        "log_min_duration_statement=-1",
                        "template1");
        if (!done.succeeded() || done.output().contains("ERROR:")) {
            throw new DatabaseRefused(
                    ("PostgreSQL did not take a new password for %s. Put %s back from a copy. It"
                                    + " said: %s")
                            .formatted(admin.user(), Credentials.FILE, done.output()));
        }
    }

    Optional<Postmaster> running() throws IOException {
        return Postmaster.running(data());
    }

    /** Runs {@code pg_ctl start} and waits, ten minutes at most, until it takes connections. */
    ChildProcess tryStart() {
        return run(
                "",
                elapsed ->
                        LOG.info(
                                "PostgreSQL is still starting after {} s; recovery after a crash"
                                        + " takes its time. See {}",
                                elapsed.toSeconds(),
                                log.file()),
                "pg_ctl",
                "start",
                "-D",
                data().toString(),
                "-l",
                log.file().toString(),
                "-w",
                "-t",
                "600");
    }

    /**
     * Stops the server: cleanly if it does so within a minute, else as a crash it recovers from.
     */
    void stop() throws IOException {
        awaitRecovery();
        // pg_ctl also fails when the server has died under its hands, which will do.
        if (!stop("fast").succeeded() && running().isPresent()) {
            LOG.warn(
                    "PostgreSQL did not stop within {} s; stopping it at once. The next start"
                            + " recovers.",
                    STOP_PATIENCE.toSeconds());
            var stopped = stop("immediate");
            if (!stopped.succeeded() && running().isPresent()) {
                throw new IllegalStateException(
                        "PostgreSQL on %s does not stop. See %s. pg_ctl said: %s"
                                .formatted(data(), log.file(), stopped.output()));
            }
        }
    }

    static void requireSpace(long usableBytes, Path home) {
        if (usableBytes < NEEDED_BYTES) {
            throw new DatabaseRefused(
                    ("%s has %d MB free, and a new database needs %d MB. Make room, or set"
                                    + " PRACTICEOPS_HOME to a directory on a larger disk.")
                            .formatted(home, usableBytes / 1_000_000, NEEDED_BYTES / 1_000_000));
        }
    }

    /**
     * PostgreSQL 17 told to stop fast while it restarts itself after the crash of one of its
     * processes never ends. Recovery is mostly a matter of milliseconds, so it comes first.
     */
    private void awaitRecovery() throws IOException {
        var deadline = System.nanoTime() + RECOVERY_PATIENCE.toNanos();
        while (running().filter(Postmaster::turnsClientsAway).isPresent()
                && System.nanoTime() < deadline) {
            Pause.of(Duration.ofMillis(20));
        }
    }

    private ChildProcess stop(String mode) {
        var patience = Long.toString(STOP_PATIENCE.toSeconds());
        return run(
                "",
                elapsed -> LOG.info("PostgreSQL is still stopping after {} s", elapsed.toSeconds()),
                "pg_ctl",
                "stop",
                "-D",
                data().toString(),
                "-m",
                mode,
                "-w",
                "-t",
                patience);
    }

    private void initialise(Path directory, Path password, String admin) throws IOException {
        LOG.info("Making a new PostgreSQL database in {}", data());
        var done =
                run(
                        "",
                        elapsed -> LOG.info("Still at it after {} s", elapsed.toSeconds()),
                        "initdb",
                        "-D",
                        directory.toString(),
                        "-U",
                        admin,
                        "-A",
                        "scram-sha-256",
                        "--pwfile=" + password,
                        "--data-checksums",
                        "-E",
                        "UTF8",
                        // Sorts alike on every machine, so a copy can be restored on any of them.
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8");
        Files.delete(password);
        if (!done.succeeded()) {
            throw new DatabaseRefused(
                    ("PostgreSQL could not make its data directory. If what it said does not tell"
                                    + " how to mend it, set PRACTICEOPS_DATABASE_URL to a"
                                    + " PostgreSQL of your own. initdb said: %s")
                            .formatted(done.output()));
        }
        var configuration = directory.resolve("postgresql.conf");
        Files.writeString(configuration, "\ninclude '" + PostgresSettings.FILE + "'\n", APPEND);
        DurableFiles.flush(configuration);
    }

    private ChildProcess run(
            String input, Consumer<Duration> stillRunning, String program, String... arguments) {
        var command = new ArrayList<String>();
        command.add(programs.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return ChildProcess.run(account.command(command), input, stillRunning);
    }

    private void removeLeftovers() throws IOException {
        List<Path> leftovers;
        try (var paths = Files.list(home)) {
            leftovers =
                    paths.filter(path -> path.getFileName().toString().startsWith(STAGING))
                            .toList();
        }
        for (var leftover : leftovers) {
            DurableFiles.deleteTree(leftover);
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (var entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }
}
