package io.practiceops.trust.sealing;

import static java.nio.file.StandardOpenOption.WRITE;

import io.practiceops.foundation.database.DurableFiles;
import io.practiceops.foundation.kernel.Problem;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Where an export goes: files, one after the other, under a name that says it is unfinished until
 * all of it is on disk. Closed without being finished, it leaves nothing.
 */
abstract sealed class ExportTarget implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    final Path target;
    final Path staging;

    private ExportTarget(Path target) {
        this.target = target.toAbsolutePath().normalize();
        this.staging =
                DurableFiles.parent(this.target)
                        .resolve(
                                "%s.unfinished-%s"
                                        .formatted(
                                                this.target.getFileName(),
                                                UUID.randomUUID().toString().substring(0, 8)));
        requireFree();
    }

    /** A folder; a zip when the name ends so. */
    static ExportTarget bundle(Path target) throws IOException {
        return target.toString().endsWith(".zip") ? new Zip(target) : new Folder(target);
    }

    /** One file, whatever is written into it. */
    static ExportTarget file(Path target) throws IOException {
        return new Single(target);
    }

    private void requireFree() {
        if (Files.exists(target)) {
            throw Problem.conflict(
                    "There is something at %s already.".formatted(target),
                    "Choose another name; an export overwrites nothing.");
        }
        if (!Files.isDirectory(DurableFiles.parent(target))) {
            throw Problem.invalid(
                    "to", "There is no folder %s.".formatted(DurableFiles.parent(target)));
        }
    }

    /** The next file; to be closed before another is asked for. */
    abstract OutputStream open(String name) throws IOException;

    /** Forces all to disk and gives it its name. */
    final void finish() throws IOException {
        complete();
        if (!DurableFiles.moveUnlessThere(staging, target)) {
            requireFree();
        }
    }

    abstract void complete() throws IOException;

    abstract void abandon() throws IOException;

    @Override
    public final void close() throws IOException {
        abandon();
        if (Files.isDirectory(staging)) {
            DurableFiles.deleteTree(staging);
        } else {
            Files.deleteIfExists(staging);
        }
    }

    private static final class Folder extends ExportTarget {

        Folder(Path target) throws IOException {
            super(target);
            Files.createDirectory(staging, DurableFiles.PRIVATE_FOLDER);
        }

        @Override
        OutputStream open(String name) throws IOException {
            var file = staging.resolve(name);
            Files.createFile(file, DurableFiles.PRIVATE);
            return new BufferedOutputStream(Files.newOutputStream(file, WRITE), BUFFER) {
                @Override
                public void close() throws IOException {
                    super.close();
                    DurableFiles.flush(file);
                }
            };
        }

        @Override
        void complete() throws IOException {
            DurableFiles.flush(staging);
        }

        @Override
        void abandon() {
            // every file is closed already
        }
    }

    private static final class Zip extends ExportTarget {

        private final ZipOutputStream zip;

        Zip(Path target) throws IOException {
            super(target);
            Files.createFile(staging, DurableFiles.PRIVATE);
            zip =
                    new ZipOutputStream(
                            new BufferedOutputStream(
                                    Files.newOutputStream(staging, WRITE), BUFFER));
        }

        @Override
        OutputStream open(String name) throws IOException {
            zip.putNextEntry(new ZipEntry(name));
            return new BufferedOutputStream(zip, BUFFER) {
                @Override
                public void close() throws IOException {
                    flush();
                    zip.closeEntry();
                }
            };
        }

        @Override
        void complete() throws IOException {
            zip.close();
            DurableFiles.flush(staging);
        }

        @Override
        void abandon() throws IOException {
            zip.close();
        }
    }

    private static final class Single extends ExportTarget {

        private final OutputStream out;

        Single(Path target) throws IOException {
            super(target);
            Files.createFile(staging, DurableFiles.PRIVATE);
            out = new BufferedOutputStream(Files.newOutputStream(staging, WRITE), BUFFER);
        }

        @Override
        OutputStream open(String name) {
            return out;
        }

        @Override
        void complete() throws IOException {
            out.close();
            DurableFiles.flush(staging);
        }

        @Override
        void abandon() throws IOException {
            out.close();
        }
    }
}
