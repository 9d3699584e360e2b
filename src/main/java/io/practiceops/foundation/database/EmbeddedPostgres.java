package io.practiceops.foundation.database;

import io.practiceops.foundation.database.DatabaseAccess.Login;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server that belongs to this process and keeps its data in a home directory.
 *
 * <p>It listens on the loopback interface alone, on a port that differs from start to start. One
 * process at a time has a home. What was committed is there again after any crash.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    static final String DATABASE = "practiceops";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String INVALID_PASSWORD = "28P01";

    /** {@code pg_ctl} hands the path to a shell, in double quotes. */
    private static final Pattern UNQUOTABLE = Pattern.compile("[\"$`\\\\\\p{Cntrl}]");

    private final HomeLock lock;
    private final PostgresCluster cluster;
    private final Credentials credentials;
    private final Postmaster postmaster;
    private boolean closed;

    private EmbeddedPostgres(
            HomeLock lock,
            PostgresCluster cluster,
            Credentials credentials,
            Postmaster postmaster) {
        this.lock = lock;
        this.cluster = cluster;
        this.credentials = credentials;
        this.postmaster = postmaster;
    }

    /**
     * Starts the server of a home, which is made if there is none.
     *
     * @throws DatabaseRefused when a person has to do something first
     */
    public static EmbeddedPostgres start(Path home) {
        return start(home, PostgresStart::freePort);
    }

    static EmbeddedPostgres start(Path home, PostgresStart.Ports ports) {
        var begun = System.nanoTime();
        try {
            var account = PostgresAccount.detect(System.getenv());
            account.makePassable(home.toAbsolutePath());
            var place = quotable(home.toRealPath());
            var lock = HomeLock.acquire(place);
            try {
                var server = start(place, account, lock, ports);
                LOG.info(
                        "PostgreSQL {} is ready on port {} after {} ms",
                        PostgresBinaries.VERSION,
                        server.postmaster.port(),
                        Duration.ofNanos(System.nanoTime() - begun).toMillis());
                return server;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not start PostgreSQL in " + home, e);
        }
    }

    /**
     * The server that another process runs on this home, for a command beside it; empty when none
     * does, or when it is not ready yet.
     */
    public static Optional<DatabaseAccess> attach(Path home) {
        try {
            if (!Files.isDirectory(home)) {
                return Optional.empty();
            }
            var place = home.toRealPath();
            // A server without its process is an orphan that the next start stops.
            if (!HomeLock.isHeld(place)) {
                return Optional.empty();
            }
            var server = Postmaster.running(PostgresCluster.dataOf(place));
            var credentials = Credentials.read(place);
            if (server.isEmpty() || !server.get().ready() || credentials.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(access(server.get(), credentials.get(), DATABASE));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not look for PostgreSQL in " + home, e);
        }
    }

    /** The application's own database. */
    public DatabaseAccess access() {
        return access(DATABASE);
    }

    /** Any database of this server, by name. */
    public DatabaseAccess access(String database) {
        return access(postmaster, credentials, database);
    }

    /** The superuser. Row level security does not hold it, so it is not for the application. */
    public Login admin() {
        return credentials.admin();
    }

    /**
     * Makes a database that owner and app reach through {@link #access(String)}.
     *
     * @param name lower case letters, digits and underscores
     * @param template the database to copy, to which nobody may be connected; null for an empty one
     */
    public void createDatabase(String name, @Nullable String template) {
        try (var connection = connect(postmaster, credentials, "postgres")) {
            PostgresRoles.createDatabase(connection, name, template);
        } catch (SQLException e) {
            throw new IllegalStateException("Could not create the database " + name, e);
        }
    }

    /** The server's process. */
    public long pid() {
        return postmaster.pid();
    }

    /** The memory of the server and all its processes, in bytes. */
    public long residentBytes() {
        return postmaster.residentBytes();
    }

    public Path dataDirectory() {
        return cluster.data();
    }

    /** Stops the server, breaking its connections, and lets go of the home. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (lock) {
            if (cluster.running().filter(now -> now.pid() == postmaster.pid()).isPresent()) {
                cluster.stop();
            } else {
                LOG.warn("PostgreSQL had ended by itself; see {}", cluster.log().file());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not stop PostgreSQL in " + cluster.data(), e);
        }
    }

    private static EmbeddedPostgres start(
            Path home, PostgresAccount account, HomeLock lock, PostgresStart.Ports ports)
            throws IOException {
        account.requireReach(home);
        var programs = PostgresBinaries.unpack(home, account);
        account.requireReach(programs);
        var log = PostgresLog.prepare(home, account);
        var cluster = new PostgresCluster(home, programs, log, account);
        var credentials = credentials(home, cluster);
        var postmaster = new PostgresStart(cluster, ports).start();
        try {
            prepare(postmaster, credentials);
        } catch (RuntimeException e) {
            cluster.stop();
            throw e;
        }
        return new EmbeddedPostgres(lock, cluster, credentials, postmaster);
    }

    /** The credentials that fit the data directory, either of which may be missing. */
    private static Credentials credentials(Path home, PostgresCluster cluster) throws IOException {
        var stored = Credentials.read(home);
        var credentials = stored.orElseGet(Credentials::generate);
        if (!cluster.exists()) {
            credentials.write(home);
            cluster.create(credentials.admin());
            return credentials;
        }
        cluster.requireServable();
        if (stored.isEmpty()) {
            replacePassword(home, cluster, credentials);
        }
        return credentials;
    }

    private static void replacePassword(Path home, PostgresCluster cluster, Credentials fresh)
            throws IOException {
        LOG.warn("{} has a database but no {}; making new passwords", home, Credentials.FILE);
        PostgresStart.stopOrphan(cluster);
        try {
            cluster.resetPassword(fresh.admin(), PostgresRoles.verifier(fresh.admin()));
        } catch (SQLException e) {
            throw new IllegalStateException("Could not encode a password", e);
        }
        fresh.write(home);
    }

    private static void prepare(Postmaster server, Credentials credentials) {
        try (var connection = connect(server, credentials, "template1")) {
            PostgresRoles.ensure(connection, credentials, DATABASE);
        } catch (SQLException e) {
            if (INVALID_PASSWORD.equals(e.getSQLState())) {
                throw new DatabaseRefused(
                        ("The passwords in %s are not those of the database beside it. Put the"
                                        + " right file back, or delete it: the next start makes"
                                        + " new passwords.")
                                .formatted(Credentials.FILE),
                        e);
            }
            throw new IllegalStateException("Could not prepare the database " + DATABASE, e);
        }
    }

    private static Connection connect(Postmaster server, Credentials credentials, String database)
            throws SQLException {
        var admin = credentials.admin();
        return DriverManager.getConnection(url(server, database), admin.user(), admin.password());
    }

    private static DatabaseAccess access(
            Postmaster server, Credentials credentials, String database) {
        return new DatabaseAccess(url(server, database), credentials.owner(), credentials.app());
    }

    private static String url(Postmaster server, String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.port(), database);
    }

    private static Path quotable(Path home) {
        if (UNQUOTABLE.matcher(home.toString()).find()) {
            throw new DatabaseRefused(
                    ("The home %s has a character in its path that PostgreSQL cannot take: one of"
                                    + " \" $ ` \\ or a control character. Set PRACTICEOPS_HOME to"
                                    + " another directory.")
                            .formatted(home));
        }
        return home;
    }
}
