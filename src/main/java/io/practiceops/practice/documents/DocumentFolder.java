package io.practiceops.practice.documents;

import io.practiceops.foundation.kernel.Home;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps bytes in a folder, by firm and SHA-256. A file appears under its name only when it is whole
 * and on the disk: it is written aside, synced, then renamed.
 */
@Component
class DocumentFolder {

    private static final int BUFFER = 64 * 1024;
    private static final int SNIFFED = 8 * 1024;

    private final Path root;
    private final Path incoming;
    private final Path arriving;

    DocumentFolder(Home home) {
        this.root = home.resolve("documents");
        this.incoming = root.resolve("incoming");
        this.arriving = home.resolve("tmp");
    }

    /** Bytes that have arrived whole but have no name yet. */
    record Arrived(Path file, String sha256, long size, byte[] firstBytes) {}

    /** Takes in the bytes, in constant memory. On any failure nothing is left behind. */
    Arrived receive(InputStream bytes) {
        Path file = null;
        try {
            Files.createDirectories(incoming);
            file = Files.createTempFile(incoming, "upload-", ".part");
            var digest = MessageDigest.getInstance("SHA-256");
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                var first = bytes.readNBytes(SNIFFED);
                var size = (long) first.length;
                var out = new DigestOutputStream(Channels.newOutputStream(channel), digest);
                out.write(first);
                size += copy(bytes, out);
                channel.force(true);
                return new Arrived(file, HexFormat.of().formatHex(digest.digest()), size, first);
            }
        } catch (IOException e) {
            discard(file);
            throw problem(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        } catch (RuntimeException e) {
            discard(file);
            throw e;
        }
    }

    private static long copy(InputStream in, OutputStream out) throws IOException {
        var buffer = new byte[BUFFER];
        var size = 0L;
        for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            out.write(buffer, 0, read);
            size += read;
        }
        return size;
    }

    /**
     * Gives what arrived its name. Equal bytes of the firm are there once, however often they come.
     */
    void keep(UUID firm, Arrived arrived) {
        var place = place(firm, arrived.sha256());
        try {
            Files.createDirectories(place.resolveSibling("."));
            try {
                Files.move(arrived.file(), place, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileAlreadyExistsException equalBytes) {
                Files.deleteIfExists(arrived.file());
            }
            sync(place.resolveSibling("."));
            sync(root.resolve(firm.toString()));
            sync(root);
        } catch (IOException e) {
            throw problem(e);
        }
    }

    void discard(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // swept later
        }
    }

    /** Where the bytes are; a Problem when they are gone, which must never be. */
    Path find(UUID firm, String sha256) {
        var place = place(firm, sha256);
        if (!Files.isRegularFile(place)) {
            throw new Problem(
                    ProblemType.UNAVAILABLE,
                    "The document store does not have this file at the moment.",
                    "Tell an operator: the folder documents/ of the home is not complete.");
        }
        return place;
    }

    /** Removes what was never given its name, of before that time. */
    int sweep(Instant before) throws IOException {
        return sweep(incoming, before);
    }

    /** Removes what the web server took in for requests that never ended, of before that time. */
    int sweepArriving(Instant before) throws IOException {
        return sweep(arriving, before);
    }

    private static int sweep(Path folder, Instant before) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        List<Path> old;
        try (Stream<Path> files = Files.walk(folder)) {
            old = files.filter(Files::isRegularFile).filter(file -> isOlder(file, before)).toList();
        }
        for (var file : old) {
            Files.deleteIfExists(file);
        }
        return old.size();
    }

    private static boolean isOlder(Path file, Instant before) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (IOException gone) {
            return false;
        }
    }

    private Path place(UUID firm, String sha256) {
        return root.resolve(firm.toString()).resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    /** A rename, or a new folder, is on the disk only when the folder it is in is. */
    private static void sync(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Problem problem(IOException e) {
        var message = String.valueOf(e.getMessage());
        if (message.contains("No space left") || message.contains("quota")) {
            return new Problem(
                    ProblemType.STORAGE_FULL,
                    "There is no room left for this file. Nothing was kept of it.",
                    "Tell an operator; Health says how much room there is.");
        }
        return Problem.unavailable(
                "The file did not arrive whole, or the document store cannot be written. Nothing was kept.",
                "Try again. If it stays, tell an operator.",
                e);
    }
}
