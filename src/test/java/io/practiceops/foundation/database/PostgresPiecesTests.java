package io.practiceops.foundation.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** What can be said about the pieces without a server. */
class PostgresPiecesTests {

    @TempDir private Path directory;

    @Test
    void anArchiveEntryThatLeadsOutIsRefused() {
        assertThatThrownBy(() -> PostgresBinaries.extract(archive("../evil", null), directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("../evil");
        assertThat(directory.resolveSibling("evil")).doesNotExist();
    }

    @Test
    void anArchiveLinkThatLeadsOutIsRefused() {
        assertThatThrownBy(() ->
                        PostgresBinaries.extract(
                                archive("lib/link", "../../etc/passwd"), directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("lib/link");
        assertThat(directory.resolve("lib/link")).doesNotExist();
    }

    @Test
    void unpackingAtOnceIsHarmless() throws Exception {
        var account = PostgresAccount.detect(System.getenv());
        Callable<Path> unpack = () -> PostgresBinaries.unpack(directory, account);
        try (var executor = Executors.newFixedThreadPool(2)) {
            for (var unpacked : executor.invokeAll(List.of(unpack, unpack))) {
                assertThat(unpacked.get().resolve("bin/postgres")).isExecutable();
            }
        }
        try (var files = Files.list(directory.resolve("postgres"))) {
            assertThat(files).containsExactly(directory.resolve("postgres/17.11"));
        }
    }

    @Test
    void aFullDiskIsRefusedWithNumbers() {
        assertThatThrownBy(() -> PostgresCluster.requireSpace(123_000_000, directory))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("123 MB free")
                .hasMessageContaining("PRACTICEOPS_HOME");
        PostgresCluster.requireSpace(500_000_000, directory);
    }

    @Test
    void aLogThatGrewIsRotatedAndFourAreKept() throws Exception {
        var log = new PostgresLog(directory.resolve("postgresql.log"));
        for (var round = 1; round <= 6; round++) {
            Files.writeString(log.file(), "round " + round);
            log.rotate();
        }
        assertThat(log.file()).doesNotExist();
        assertThat(directory.resolve("postgresql.log.1")).hasContent("round 6");
        assertThat(directory.resolve("postgresql.log.4")).hasContent("round 3");
        assertThat(directory.resolve("postgresql.log.5")).doesNotExist();
    }

    @Test
    void aChildSeesNothingOfOurEnvironmentButThePath() {
        var child = ChildProcess.run(List.of("env"));
        assertThat(child.output().lines().map(line -> line.substring(0, line.indexOf('='))))
                .contains("PATH", "LC_ALL")
                .isSubsetOf("PATH", "LC_ALL", "LD_LIBRARY_PATH", "TMPDIR");
        assertThat(ChildProcess.run(List.of("pwd")).output()).isEqualTo("/\n");
    }

    @Test
    void anAccountThatDoesNotExistIsRefused() throws Exception {
        assumeTrue(PostgresAccount.detect(Map.of()).isBorrowed(), "only root lends itself");
        for (var name : List.of("nobody-of-that-name", "root")) {
            assertThatThrownBy(() -> PostgresAccount.detect(Map.of(PostgresAccount.VARIABLE, name)))
                    .isInstanceOf(DatabaseRefused.class)
                    .hasMessageContaining(name)
                    .hasMessageContaining(PostgresAccount.VARIABLE);
        }
    }

    @Test
    void anAddressOfAnotherKindOfDatabaseIsRefused() {
        var login = new DatabaseAccess.Login("me", "secret");
        assertThatThrownBy(() -> new DatabaseAccess("jdbc:mysql://x/y", login, login))
                .hasMessageContaining("jdbc:postgresql://");
        assertThat(new DatabaseAccess("jdbc:postgresql://x/y", login, login).toString())
                .doesNotContain("secret");
    }

    @Test
    void pausingEndsWithAnInterrupt() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Pause.of(Duration.ofMinutes(5)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    /** A {@code .tar.xz} with one entry: a link if a target is given, else a file. */
    private static InputStream archive(String name, String linkTarget) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new XZOutputStream(bytes, new LZMA2Options(0)))) {
            var entry =
                    linkTarget == null
                            ? new TarArchiveEntry(name, true)
                            : new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
            if (linkTarget != null) {
                entry.setLinkName(linkTarget);
            }
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
