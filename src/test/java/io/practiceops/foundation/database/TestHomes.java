package io.practiceops.foundation.database;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** Homes for tests: all use one unpacked PostgreSQL, and PostgreSQL's account can reach them. */
final class TestHomes {

    private static final AtomicBoolean swept = new AtomicBoolean();

    private TestHomes() {}

    /**
     * A new, empty home under {@code target/}, or under the temporary directory if that is shut.
     */
    static Path create(String name) throws IOException {
        var top = top();
        if (swept.compareAndSet(false, true)) {
            sweep(top);
        }
        var account = PostgresAccount.detect(System.getenv());
        var shared = top.resolve("shared");
        account.makePassable(shared);
        PostgresBinaries.unpack(shared, account);
        var home = Files.createTempDirectory(top, name + "-").toRealPath();
        Files.delete(home);
        account.makePassable(home);
        Files.createSymbolicLink(home.resolve("postgres"), shared.resolve("postgres"));
        return home;
    }

    /** A home for which the programs are still to be unpacked. */
    static Path createBare(String name) throws IOException {
        var home = create(name);
        Files.delete(home.resolve("postgres"));
        return home;
    }

    /**
     * Removes the homes of earlier runs, which fill the disk and help nobody after the next one.
     */
    private static void sweep(Path top) throws IOException {
        List<Path> homes;
        try (var paths = Files.list(top)) {
            homes = paths.filter(path -> !path.endsWith("shared")).toList();
        }
        for (var home : homes) {
            if (!HomeLock.isHeld(home)) {
                DurableFiles.deleteTree(home);
            }
        }
    }

    private static Path top() throws IOException {
        var target = Path.of("target").toAbsolutePath();
        var open = Stream.iterate(target.getParent(), path -> path != null, Path::getParent);
        var base = open.allMatch(TestHomes::isOpen) ? target : Path.of("/tmp");
        var top = base.resolve("homes-" + System.getProperty("user.name"));
        try {
            PostgresAccount.detect(System.getenv()).makePassable(top);
        } catch (FileAlreadyExistsException e) {
            // Another test was quicker.
        }
        return top;
    }

    private static boolean isOpen(Path directory) {
        try {
            return Files.getPosixFilePermissions(directory)
                    .contains(PosixFilePermission.OTHERS_EXECUTE);
        } catch (IOException e) {
            return false;
        }
    }
}
