package io.practiceops.foundation.database;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right of one process to a home. The operating system gives it back when the process dies, in
 * whatever way.
 *
 * <p>The lock is a POSIX one: closing <em>any</em> handle on the file gives it up for the whole
 * process. So nothing in the process that holds a home opens its lock file, not even to read it.
 */
final class HomeLock implements AutoCloseable {

    static final String FILE = "practiceops.lock";

    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    /** Long enough for {@link #isHeld} of a command line beside us, which takes it for a moment. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Path home;
    private final FileChannel channel;

    private HomeLock(Path home, FileChannel channel) {
        this.home = home;
        this.channel = channel;
    }

    /**
     * Takes the home, or refuses with the process that has it.
     *
     * @param home a real path, see {@link Path#toRealPath}
     */
    static HomeLock acquire(Path home) throws IOException {
        if (!HELD_HERE.add(home)) {
            throw inUse(home, Long.toString(ProcessHandle.current().pid()));
        }
        try {
            return new HomeLock(home, lock(home));
        } catch (IOException | RuntimeException e) {
            HELD_HERE.remove(home);
            throw e;
        }
    }

    /** Whether some process, this one included, has the home. */
    static boolean isHeld(Path home) throws IOException {
        if (HELD_HERE.contains(home)) {
            return true;
        }
        var file = home.resolve(FILE);
        if (!Files.exists(file)) {
            return false;
        }
        try (var channel = FileChannel.open(file, READ);
                var probe = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return probe == null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD_HERE.remove(home);
    }

    private static FileChannel lock(Path home) throws IOException {
        var file = home.resolve(FILE);
        var channel = FileChannel.open(file, Set.of(CREATE, READ, WRITE), DurableFiles.PRIVATE);
        if (tryLock(home, channel) == null) {
            var holder = holder(file);
            channel.close();
            throw inUse(home, holder);
        }
        var pid = ProcessHandle.current().pid() + "\n";
        channel.truncate(0).write(ByteBuffer.wrap(pid.getBytes(US_ASCII)));
        channel.force(true);
        return channel;
    }

    private static @Nullable FileLock tryLock(Path home, FileChannel channel) throws IOException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                var lock = channel.tryLock();
                if (lock != null || System.nanoTime() > deadline) {
                    return lock;
                }
            } catch (OverlappingFileLockException e) {
                // Another class loader of this JVM has it. The channel stays open: closing it
                // would take the lock from that one.
                throw inUse(home, Long.toString(ProcessHandle.current().pid()));
            }
            Pause.of(Duration.ofMillis(50));
        }
    }

    private static String holder(Path file) throws IOException {
        var pid = Files.readString(file, US_ASCII).strip();
        return pid.isEmpty() ? "another process" : pid;
    }

    private static DatabaseRefused inUse(Path home, String pid) {
        return new DatabaseRefused(
                ("The home %s is in use by PracticeOps process %s. Stop that process, or give this"
                                + " one a home of its own with PRACTICEOPS_HOME.")
                        .formatted(home, pid));
    }
}
