package io.practiceops.foundation.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Writing that survives a power cut, or has not happened at all. */
public final class DurableFiles {

    /** For a file that is this account's alone from its first byte. */
    public static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** The same for a folder. */
    public static final FileAttribute<?> PRIVATE_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private DurableFiles() {}

    /** Replaces a file by one that is ours alone, mode 0600 from its first byte. */
    public static void replace(Path file, String content) throws IOException {
        publish(stage(file, content), file);
    }

    /** Makes a file that is ours alone; false, and nothing changed, when the name is taken. */
    public static boolean create(Path file, String content) throws IOException {
        var staging = stage(file, content);
        try {
            Files.createLink(file, staging);
            flush(parent(file));
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        } finally {
            Files.delete(staging);
        }
    }

    /** Replaces a file by one that is the account's alone, mode 0600 from its first byte. */
    static void replace(Path file, String content, PostgresAccount owner) throws IOException {
        var staging = stage(file, content);
        owner.own(staging);
        publish(staging, file);
    }

    private static Path stage(Path file, String content) throws IOException {
        var staging = Files.createTempFile(parent(file), ".new-", "", PRIVATE);
        try (var channel = FileChannel.open(staging, WRITE)) {
            for (var bytes = ByteBuffer.wrap(content.getBytes(UTF_8)); bytes.hasRemaining(); ) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        return staging;
    }

    /** Gives a finished file its name, over one that has it; the file's bytes are forced before. */
    public static void publish(Path staging, Path file) throws IOException {
        Files.move(staging, file, ATOMIC_MOVE);
        flush(parent(file));
    }

    /** Moves a finished directory to its name; false if that name is taken. */
    public static boolean moveUnlessThere(Path staging, Path target) throws IOException {
        try {
            Files.move(staging, target, ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (Files.exists(target)) {
                return false;
            }
            throw e;
        }
        flush(parent(target));
        return true;
    }

    /** Makes a folder and those above it that are missing; their names are on the disk then. */
    public static void makeDirectories(Path directory) throws IOException {
        var above = parent(directory);
        if (!Files.isDirectory(above)) {
            makeDirectories(above);
        }
        try {
            Files.createDirectory(directory, PRIVATE_FOLDER);
        } catch (FileAlreadyExistsException there) {
            // Its name may still be on its way to the disk, sent there by somebody else.
        }
        flush(above);
    }

    /** Forces a file, or the names in a directory, to disk. */
    public static void flush(Path path) throws IOException {
        try (var channel = FileChannel.open(path, READ)) {
            channel.force(true);
        }
    }

    /** The directory of a path that is known to have one. */
    public static Path parent(Path path) {
        return requireNonNull(path.getParent(), () -> path + " has no directory above it");
    }

    public static void deleteTree(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(
                directory,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path visited, @Nullable IOException failure) throws IOException {
                        if (failure != null) {
                            throw failure;
                        }
                        Files.deleteIfExists(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
