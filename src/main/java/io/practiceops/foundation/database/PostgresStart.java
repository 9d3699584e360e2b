package io.practiceops.foundation.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings up a cluster, whatever state the last process left it in. */
final class PostgresStart {

    /** Where the server shall listen. */
    interface Ports {
        int next() throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(PostgresStart.class);
    private static final int PORTS_TRIED = 5;
    private static final Duration STALE_PATIENCE = Duration.ofSeconds(60);
    private static final Duration CHILDREN_PATIENCE = Duration.ofSeconds(5);

    private final PostgresCluster cluster;
    private final Ports ports;
    private final long begun = System.nanoTime();
    private int portsTried;

    PostgresStart(PostgresCluster cluster, Ports ports) {
        this.cluster = cluster;
        this.ports = ports;
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Starts the server. One that a killed process left running is stopped first, not adopted. */
    Postmaster start() throws IOException {
        while (true) {
            stopOrphan(cluster);
            disownPidFile();
            PostgresSettings.write(cluster.data(), ports.next(), cluster.account());
            var logged = cluster.log().size();
            var outcome = cluster.tryStart();
            var running = cluster.running();
            if (outcome.succeeded() && running.isPresent()) {
                return running.get();
            }
            var said = cluster.log().since(logged);
            if (running.isPresent() && !outcome.succeeded() && !isTakenByAnother(said)) {
                throw new DatabaseRefused(
                        ("PostgreSQL is still recovering after ten minutes and goes on doing so."
                                        + " Start again when %s says that it is ready.")
                                .formatted(cluster.log().file()));
            }
            if (!mayPass(said)) {
                throw new DatabaseRefused(
                        ("PostgreSQL did not start on %s. If what it said does not tell how to mend"
                                        + " it, see %s. It said: %s")
                                .formatted(
                                        cluster.data(),
                                        cluster.log().file(),
                                        said.isBlank() ? outcome.output() : said));
            }
        }
    }

    static void stopOrphan(PostgresCluster cluster) throws IOException {
        var orphan = cluster.running();
        if (orphan.isPresent()) {
            LOG.warn(
                    "A killed process left PostgreSQL running on {} (process {}); stopping it",
                    cluster.data(),
                    orphan.get().pid());
            cluster.stop();
        }
    }

    /**
     * PostgreSQL takes any process with the pid in its file for a server of its own, so a reused
     * pid would keep it down for ever. The file stays, with a pid nobody can have: its other lines
     * tell PostgreSQL whether shared memory is still in use.
     */
    private void disownPidFile() throws IOException {
        var file = cluster.data().resolve(Postmaster.FILE);
        if (Postmaster.isLeftBehind(cluster.data())) {
            var lines = Files.readAllLines(file);
            LOG.warn("{} names process {}, which is no server of ours", file, lines.getFirst());
            lines.set(0, Integer.toString(Integer.MAX_VALUE));
            DurableFiles.replace(file, String.join("\n", lines) + "\n", cluster.account());
        }
    }

    /** Whether the reason for a failed start is one that passes; waits a moment if so. */
    private boolean mayPass(String said) {
        if (said.contains("could not create any TCP/IP sockets")) {
            return ++portsTried < PORTS_TRIED;
        }
        var waited = Duration.ofNanos(System.nanoTime() - begun);
        if (waited.compareTo(STALE_PATIENCE) > 0) {
            return false;
        }
        if (said.contains("pre-existing shared memory block")) {
            if (waited.compareTo(CHILDREN_PATIENCE) > 0) {
                endOrphanedChildren();
            }
        } else if (!isTakenByAnother(said)) {
            return false;
        }
        Pause.of(Duration.ofMillis(300));
        return true;
    }

    /** A pid file whose process is dead but unburied, or is only now being stopped. */
    private static boolean isTakenByAnother(String said) {
        return said.contains("lock file \"postmaster.pid\" already exists");
    }

    private void endOrphanedChildren() {
        Postmaster.orphanedChildren(cluster.data())
                .forEach(child -> {
                    LOG.warn("Ending server process {}, left without its server", child);
                    child.destroyForcibly();
                });
    }
}
