package io.practiceops.foundation.database;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs ({@code initdb}, {@code pg_ctl}, {@code postgres}) from the class path. */
final class PostgresBinaries {

    static final String VERSION = "17.11";

    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final String STAGING = "unpacking-";

    private PostgresBinaries() {}

    /**
     * Unpacks the programs into {@code <home>/postgres/<version>} unless they are there. Processes
     * that do so at once don't disturb each other, and one that is cut off leaves nothing behind
     * that would be taken for whole.
     */
    static Path unpack(Path home, PostgresAccount account) throws IOException {
        var parent = home.resolve("postgres");
        var target = parent.resolve(VERSION);
        if (Files.isDirectory(target)) {
            return target;
        }
        requirePlatform();
        account.makePassable(parent);
        removeLeftovers(parent);
        var staging = Files.createTempDirectory(parent, STAGING);
        try (var archive = PostgresBinaries.class.getResourceAsStream(ARCHIVE)) {
            if (archive == null) {
                throw refusal("this build carries no PostgreSQL for it");
            }
            extract(archive, staging);
        }
        Files.setPosixFilePermissions(staging, PosixFilePermissions.fromString("rwxr-xr-x"));
        if (!DurableFiles.moveUnlessThere(staging, target)) {
            DurableFiles.deleteTree(staging);
        }
        return target;
    }

    /**
     * Unpacks a {@code .tar.xz} durably, and refuses one that would write outside the directory.
     */
    static void extract(InputStream txz, Path directory) throws IOException {
        var written = new ArrayList<Path>();
        try (var archive =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(txz)))) {
            for (var entry = archive.getNextEntry();
                    entry != null;
                    entry = archive.getNextEntry()) {
                var path = inside(directory, directory.resolve(entry.getName()), entry);
                makeDirectories(directory, entry.isDirectory() ? path : DurableFiles.parent(path));
                if (entry.isSymbolicLink()) {
                    inside(directory, path.resolveSibling(entry.getLinkName()), entry);
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else if (!entry.isDirectory()) {
                    write(archive, entry, path);
                    written.add(path);
                }
            }
        }
        // After all are written, so that the first flush carries most of them.
        for (var path : written) {
            DurableFiles.flush(path);
        }
    }

    private static Path inside(Path directory, Path path, TarArchiveEntry entry)
            throws IOException {
        var normal = path.normalize();
        if (!normal.startsWith(directory)) {
            throw new IOException(
                    "The archive entry " + entry.getName() + " leads out of its directory");
        }
        return normal;
    }

    /** Whatever the umask: the account that runs PostgreSQL reads what root unpacks. */
    private static void makeDirectories(Path top, Path directory) throws IOException {
        var path = top;
        for (var step : top.relativize(directory)) {
            path = path.resolve(step);
            if (!Files.isDirectory(path)) {
                Files.createDirectory(path);
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static void write(InputStream content, TarArchiveEntry entry, Path path)
            throws IOException {
        try (var channel = FileChannel.open(path, CREATE_NEW, WRITE)) {
            content.transferTo(Channels.newOutputStream(channel));
        }
        var mode = (entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--";
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    /** What a killed process left. A young one may be at work this moment. */
    private static void removeLeftovers(Path parent) throws IOException {
        var old = Instant.now().minus(Duration.ofHours(1));
        List<Path> stale;
        try (var paths = Files.list(parent)) {
            stale =
                    paths.filter(path -> path.getFileName().toString().startsWith(STAGING))
                            .toList();
        }
        for (var path : stale) {
            if (Files.getLastModifiedTime(path).toInstant().isBefore(old)) {
                DurableFiles.deleteTree(path);
            }
        }
    }

    private static void requirePlatform() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        if (!system.equals("linux") || !List.of("amd64", "x86_64").contains(processor)) {
            throw refusal("it is " + system + " on " + processor);
        }
        if (Files.exists(Path.of("/lib/ld-musl-x86_64.so.1"))
                && !Files.exists(Path.of("/lib64/ld-linux-x86-64.so.2"))) {
            throw refusal("its C library is musl, not glibc");
        }
    }

    private static DatabaseRefused refusal(String reason) {
        return new DatabaseRefused(
                ("The embedded PostgreSQL is for Linux on amd64 with glibc; on this machine %s. Set"
                                + " PRACTICEOPS_DATABASE_URL to a PostgreSQL of your own (15 or"
                                + " newer).")
                        .formatted(reason));
    }
}
