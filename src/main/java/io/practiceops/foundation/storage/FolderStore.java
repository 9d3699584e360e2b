package io.practiceops.foundation.storage;

import io.practiceops.foundation.database.DurableFiles;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Objects as files below one folder. A file is written aside, forced to the disk, then renamed. The
 * folder is made once, at the start: when it vanishes later, a disk was unmounted, and writing
 * elsewhere instead would be loss.
 */
final class FolderStore implements ObjectStore {

    private static final String INCOMING = ".incoming";

    private final Path root;
    private final Path incoming;

    /** Folders whose name is known to be on the disk. */
    private final Set<Path> durable = ConcurrentHashMap.newKeySet();

    FolderStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.incoming = this.root.resolve(INCOMING);
        try {
            DurableFiles.makeDirectories(incoming);
        } catch (IOException e) {
            throw failed("made", e);
        }
    }

    @Override
    public String place() {
        return "the folder " + root;
    }

    @Override
    public ObjectWriter write(String key) {
        var target = file(key);
        try {
            var part = Files.createTempFile(incoming, "object-", ".part", DurableFiles.PRIVATE);
            return new FileWriter(part, target, FileChannel.open(part, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw failed("written", e);
        }
    }

    private final class FileWriter extends ObjectWriter {

        private final Path part;
        private final Path target;
        private final FileChannel channel;
        private boolean complete;

        FileWriter(Path part, Path target, FileChannel channel) {
            this.part = part;
            this.target = target;
            this.channel = channel;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            try {
                for (var rest = ByteBuffer.wrap(bytes, offset, length); rest.hasRemaining(); ) {
                    channel.write(rest);
                }
            } catch (IOException e) {
                throw failed("written", e);
            }
        }

        @Override
        public void complete() {
            try {
                channel.force(true);
                channel.close();
                makeFolder(DurableFiles.parent(target));
                DurableFiles.publish(part, target);
                complete = true;
            } catch (IOException e) {
                durable.clear();
                throw failed("written", e);
            }
        }

        @Override
        public void close() {
            if (complete) {
                return;
            }
            try {
                channel.close();
                Files.deleteIfExists(part);
            } catch (IOException e) {
                // discardUnfinished removes it later
            }
        }
    }

    private void makeFolder(Path folder) throws IOException {
        if (!folder.equals(root) && !durable.contains(folder)) {
            if (!Files.isDirectory(incoming)) {
                throw new NoSuchFileException(root.toString());
            }
            makeFolder(DurableFiles.parent(folder));
            DurableFiles.makeDirectories(folder);
            durable.add(folder);
        }
    }

    @Override
    public InputStream open(String key, long from) {
        try {
            var channel = FileChannel.open(file(key), StandardOpenOption.READ);
            return Channels.newInputStream(channel.position(from));
        } catch (NoSuchFileException e) {
            if (Files.isDirectory(incoming)) {
                throw new ObjectMissing(place());
            }
            throw failed("read", e);
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    @Override
    public Optional<Stored> find(String key) {
        return stored(file(key));
    }

    private Optional<Stored> stored(Path file) {
        try {
            var facts = Files.readAttributes(file, BasicFileAttributes.class);
            return facts.isRegularFile()
                    ? Optional.of(
                            new Stored(
                                    root.relativize(file).toString(),
                                    facts.size(),
                                    facts.lastModifiedTime().toInstant()))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            if (Files.isDirectory(incoming)) {
                return Optional.empty();
            }
            throw failed("read", e);
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    @Override
    public void delete(String key) {
        var file = file(key);
        try {
            if (Files.deleteIfExists(file)) {
                DurableFiles.flush(DurableFiles.parent(file));
            } else if (!Files.isDirectory(incoming)) {
                throw new NoSuchFileException(root.toString());
            }
        } catch (IOException e) {
            throw failed("written", e);
        }
    }

    @Override
    public List<Stored> list(String prefix, @Nullable String after, int limit) {
        if (!Files.isDirectory(incoming)) {
            throw failed("read", new NoSuchFileException(root.toString()));
        }
        try (var keys = new FolderWalk(root, prefix, after).keys()) {
            return keys.map(root::resolve)
                    .flatMap(file -> stored(file).stream())
                    .limit(limit)
                    .toList();
        } catch (UncheckedIOException e) {
            throw failed("read", new IOException(e));
        }
    }

    @Override
    public int discardUnfinished(String prefix, Instant before) {
        var discarded = 0;
        try (Stream<Path> parts = Files.list(incoming)) {
            for (var part : parts.toList()) {
                if (isOlder(part, before) && Files.deleteIfExists(part)) {
                    discarded++;
                }
            }
        } catch (IOException e) {
            throw failed("read", e);
        }
        return discarded;
    }

    private static boolean isOlder(Path file, Instant before) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (NoSuchFileException completedMeanwhile) {
            return false;
        }
    }

    @Override
    public Optional<Room> room() {
        try {
            var disk = Files.getFileStore(incoming);
            return Optional.of(new Room(disk.getUsableSpace(), disk.getTotalSpace()));
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    @Override
    public boolean canRetain() {
        return false;
    }

    @Override
    public void retain(String key, Instant until) {
        throw Problem.conflict(
                "A folder cannot refuse to remove a file: whoever owns it may always.",
                "Use a store that speaks S3 and has Object Lock; see docs/storage.md.");
    }

    @Override
    public Optional<Instant> retainedUntil(String key) {
        return Optional.empty();
    }

    private Path file(String key) {
        return root.resolve(ObjectKey.checked(key));
    }

    private Problem failed(String what, IOException e) {
        var message = String.valueOf(e.getMessage());
        if (message.contains("No space left") || message.contains("quota")) {
            return new Problem(
                    ProblemType.STORAGE_FULL,
                    "There is no room left for this file. Nothing was kept of it.",
                    "Tell an operator; Storage says how much room there is.");
        }
        return Problem.unavailable(
                "The object store cannot be %s just now. Nothing that was stored is lost."
                        .formatted(what),
                "Try again in a while. If it stays, tell an operator to look at %s (%s)."
                        .formatted(place(), e.getClass().getSimpleName()),
                e);
    }
}
