package io.practiceops.foundation.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Starting on a home, in whatever state it is. */
class EmbeddedPostgresHomeTests {

    private Path home;

    @BeforeEach
    void makeHome() throws Exception {
        home = TestHomes.create("home");
    }

    @Test
    void aSecondStartIsRefusedAndTheFirstKeepsItsHome() throws Exception {
        try (var server = EmbeddedPostgres.start(home)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(home))
                    .isInstanceOf(DatabaseRefused.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
            assertThat(EmbeddedPostgres.attach(home)).contains(server.access());
            try (var second = new ChildJvm(Committer.class, home)) {
                assertThat(second.await("refused "))
                        .contains(home.toString())
                        .contains("process " + ProcessHandle.current().pid())
                        .contains("PRACTICEOPS_HOME");
            }
            assertThat(answer(server)).isEqualTo("42");
        }
    }

    @Test
    void aCommandBesideTheServerAttachesToIt() throws Exception {
        assertThat(EmbeddedPostgres.attach(home)).isEmpty();
        assertThat(EmbeddedPostgres.attach(home.resolve("missing"))).isEmpty();
        try (var jvm = new ChildJvm(Committer.class, home)) {
            var pid = Long.parseLong(jvm.await("server "));
            jvm.await("committed ");
            var access = EmbeddedPostgres.attach(home).orElseThrow();
            var count = "SELECT count(*) > 0 FROM kept";
            assertThat(Sql.value(access, access.owner(), count)).isEqualTo("t");
            jvm.kill();
            jvm.awaitEnd();
            assertThat(ProcessHandle.of(pid)).as("the orphan").isPresent();
            assertThat(EmbeddedPostgres.attach(home)).as("an orphan").isEmpty();
        }
        EmbeddedPostgres.start(home).close();
    }

    @Test
    void anInterruptedFirstStartIsBegunAgain() throws Exception {
        var account = PostgresAccount.detect(System.getenv());
        Credentials.generate().write(home);
        var staging = Files.createDirectories(home.resolve("pgdata.new-1/data/base"));
        Files.writeString(staging.resolve("half"), "half");
        account.own(staging);
        try (var server = EmbeddedPostgres.start(home)) {
            assertThat(answer(server)).isEqualTo("42");
        }
        assertThat(home.resolve("pgdata.new-1")).doesNotExist();
        try (var files = Files.list(home)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder(
                            "database.credentials", "logs", "pgdata", "postgres", HomeLock.FILE);
        }
    }

    @Test
    void whatACrashLeftUnmadeIsMadeByTheNextStart() throws Exception {
        try (var server = EmbeddedPostgres.start(home)) {
            var template = server.access("template1");
            Sql.execute(
                    template,
                    server.admin(),
                    "DROP DATABASE practiceops",
                    "DROP EXTENSION pg_stat_statements",
                    "DROP ROLE practiceops_app, practiceops_platform, practiceops_owner");
        }
        try (var server = EmbeddedPostgres.start(home)) {
            assertThat(answer(server)).isEqualTo("42");
            assertThat(
                            Sql.value(
                                    server.access(),
                                    server.access().app(),
                                    "SELECT count(*) > 0 FROM pg_stat_statements"))
                    .isEqualTo("t");
        }
    }

    @Test
    void aPidFileThatNamesAStrangerIsNoObstacle() throws Exception {
        var server = EmbeddedPostgres.start(home);
        var pidFile = server.dataDirectory().resolve("postmaster.pid");
        var lines = Files.readAllLines(pidFile);
        server.close();
        var account = PostgresAccount.detect(System.getenv());
        var stranger = new ProcessBuilder(account.command(List.of("sleep", "600"))).start();
        try {
            lines.set(0, Long.toString(stranger.pid()));
            DurableFiles.replace(pidFile, String.join("\n", lines) + "\n", account);
            try (var again = EmbeddedPostgres.start(home)) {
                assertThat(answer(again)).isEqualTo("42");
            }
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void aTakenPortIsNotThatOfTheServer() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Iterator<Integer> ports =
                    List.of(taken.getLocalPort(), PostgresStart.freePort()).iterator();
            try (var server = EmbeddedPostgres.start(home, ports::next)) {
                assertThat(answer(server)).isEqualTo("42");
                assertThat(ports.hasNext()).isFalse();
            }
        }
    }

    @Test
    void lostPasswordsAreReplacedAndTheDataStays() throws Exception {
        var old = keepSomething();
        Files.delete(home.resolve(Credentials.FILE));
        try (var server = EmbeddedPostgres.start(home)) {
            var access = server.access();
            assertThat(Sql.value(access, access.owner(), "SELECT word FROM kept")).isEqualTo("yes");
            assertThat(access.owner().password()).isNotEqualTo(old.owner().password());
            assertThatThrownBy(() -> Sql.connect(access, old.owner()).close())
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void passwordsOfAnotherDatabaseAreRefusedWithTheMend() throws Exception {
        keepSomething();
        Credentials.generate().write(home);
        assertThatThrownBy(() -> EmbeddedPostgres.start(home))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("delete it: the next start makes new passwords");
        assertThat(Postmaster.running(home.resolve("pgdata"))).isEqualTo(Optional.empty());
    }

    @Test
    void aDirectoryThatIsNoDatabaseIsLeftAlone() throws Exception {
        Files.createDirectory(home.resolve("pgdata"));
        Files.writeString(home.resolve("pgdata/thesis.txt"), "mine");
        assertThatThrownBy(() -> EmbeddedPostgres.start(home))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("Move it away");
        assertThat(home.resolve("pgdata/thesis.txt")).hasContent("mine");
    }

    @Test
    void aDatabaseOfAnotherReleaseIsRefused() throws Exception {
        Files.createDirectory(home.resolve("pgdata"));
        Files.writeString(home.resolve("pgdata/PG_VERSION"), "16\n");
        Credentials.generate().write(home);
        assertThatThrownBy(() -> EmbeddedPostgres.start(home))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("made by PostgreSQL 16");
    }

    @Test
    void aHomePostgresqlCannotReachIsRefusedBeforeAnythingIsMade() throws Exception {
        assumeTrue(PostgresAccount.detect(System.getenv()).isBorrowed(), "only root lends itself");
        var shut = Files.createDirectory(home.resolve("shut"));
        Files.setPosixFilePermissions(shut, PosixFilePermissions.fromString("rwx------"));
        assertThatThrownBy(() -> EmbeddedPostgres.start(shut.resolve("inner")))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("chmod o+x " + shut)
                .hasMessageNotContaining("chmod o+x " + shut.resolve("inner"))
                .hasMessageContaining("PRACTICEOPS_HOME");
        assertThat(shut.resolve("inner/pgdata")).doesNotExist();
    }

    @Test
    void aPathThatAShellWouldMisreadIsRefused() {
        assertThatThrownBy(() -> EmbeddedPostgres.start(home.resolve("a$b")))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("PRACTICEOPS_HOME");
    }

    @Test
    void closingTwiceIsHarmless() {
        var server = EmbeddedPostgres.start(home);
        server.close();
        server.close();
        assertThat(EmbeddedPostgres.attach(home)).isEmpty();
    }

    private Credentials keepSomething() throws Exception {
        try (var server = EmbeddedPostgres.start(home)) {
            var access = server.access();
            Sql.execute(access, access.owner(), "CREATE TABLE kept AS SELECT 'yes' AS word");
        }
        return Credentials.read(home).orElseThrow();
    }

    private static String answer(EmbeddedPostgres server) throws Exception {
        return Sql.value(server.access(), server.access().app(), "SELECT 42");
    }
}
