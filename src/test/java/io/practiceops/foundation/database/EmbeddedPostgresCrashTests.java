package io.practiceops.foundation.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills what can be killed while rows are committed, and looks for every acknowledged row. */
@Tag("long")
class EmbeddedPostgresCrashTests {

    private static final int ROUNDS = 4;

    /** Who is killed with SIGKILL. */
    enum Victim {
        JVM(processes -> processes.jvm().kill()),
        SERVER(processes -> kill(processes.server())),
        BOTH_JVM_FIRST(JVM.blow.andThen(SERVER.blow)),
        BOTH_SERVER_FIRST(SERVER.blow.andThen(JVM.blow)),
        BACKEND(processes -> kill(processes.backend()));

        private final Consumer<Processes> blow;

        Victim(Consumer<Processes> blow) {
            this.blow = blow;
        }
    }

    private record Processes(ChildJvm jvm, long server, long backend) {}

    @ParameterizedTest
    @EnumSource
    void whatWasAcknowledgedIsThere(Victim victim) throws Exception {
        var home = TestHomes.create("crash");
        Set<String> acknowledged = new TreeSet<>();
        for (var round = 1; round <= ROUNDS; round++) {
            acknowledged.addAll(commitUntilKilled(home, victim, 150 * round));
            try (var server = EmbeddedPostgres.start(home)) {
                assertThat(kept(server.access())).containsAll(acknowledged);
            }
        }
        assertThat(acknowledged).hasSizeGreaterThan(150 * ROUNDS);
    }

    @Test
    void aQueryThatOutlivesItsServerDoesNotKeepTheNextOneOut() throws Exception {
        var home = TestHomes.create("orphaned-query");
        long backend;
        try (var server = EmbeddedPostgres.start(home);
                var connection = Sql.connect(server.access(), server.access().app())) {
            backend = Long.parseLong(Sql.value(connection, "SELECT pg_backend_pid()"));
            var busy = Thread.ofVirtual().start(() -> loopForever(connection));
            var state = "SELECT state FROM pg_stat_activity WHERE pid = " + backend;
            while (!"active".equals(Sql.value(server.access(), server.admin(), state))) {
                assertThat(busy.isAlive()).isTrue();
            }
            kill(server.pid());
        }
        assertThat(ProcessHandle.of(backend)).isPresent();
        try (var server = EmbeddedPostgres.start(home)) {
            assertThat(Postmaster.orphanedChildren(server.dataDirectory())).isEmpty();
            assertThat(Sql.value(server.access(), server.access().app(), "SELECT 42"))
                    .isEqualTo("42");
        }
    }

    private static void loopForever(Connection connection) {
        try (var statement = connection.createStatement()) {
            statement.execute("DO 'BEGIN LOOP END LOOP; END'");
        } catch (SQLException e) {
            // The end of its server.
        }
    }

    private static List<String> commitUntilKilled(Path home, Victim victim, int commits)
            throws IOException, InterruptedException {
        try (var jvm = new ChildJvm(Committer.class, home)) {
            var server = Long.parseLong(jvm.await("server "));
            var backend = Long.parseLong(jvm.await("backend "));
            for (var i = 0; i < commits; i++) {
                jvm.await("committed ");
            }
            victim.blow.accept(new Processes(jvm, server, backend));
            jvm.awaitEnd();
            return jvm.said("committed ");
        }
    }

    private static Set<String> kept(DatabaseAccess access) throws SQLException {
        var ids = Sql.value(access, access.owner(), "SELECT string_agg(id::text, ' ') FROM kept");
        return Set.of(ids.split(" "));
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
}
