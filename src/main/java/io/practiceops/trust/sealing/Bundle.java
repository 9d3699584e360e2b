package io.practiceops.trust.sealing;

import io.practiceops.trust.tlog.Malformed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A bundle to read, a folder or a zip. Files are asked for by the names of {@link BundleFiles} only
 * and read as streams; nothing is unpacked, so that names in it lead nowhere.
 */
interface Bundle extends AutoCloseable {

    int MOST_FILES = 1_000;

    boolean has(String name);

    InputStream open(String name) throws IOException;

    @Override
    void close() throws IOException;

    /**
     * Opens what is at that path.
     *
     * @throws Malformed when there is no bundle at that path
     */
    static Bundle open(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return new Folder(path);
        }
        if (!Files.isRegularFile(path)) {
            throw new Malformed("There is neither a folder nor a zip file at %s.".formatted(path));
        }
        try {
            return new Zip(new ZipFile(path.toFile()));
        } catch (ZipException e) {
            throw new Malformed("%s is not a zip file: %s.".formatted(path, e.getMessage()));
        }
    }

    /** A folder. Links in it are not followed: they could lead to a device that never ends. */
    record Folder(Path path) implements Bundle {

        @Override
        public boolean has(String name) {
            return Files.isRegularFile(path.resolve(name), LinkOption.NOFOLLOW_LINKS);
        }

        @Override
        public InputStream open(String name) throws IOException {
            return Files.newInputStream(path.resolve(name), LinkOption.NOFOLLOW_LINKS);
        }

        @Override
        public void close() {}
    }

    /** A zip file whose names are each there once. */
    record Zip(ZipFile zip) implements Bundle {

        public Zip {
            var names = new HashSet<String>();
            if (zip.size() > MOST_FILES) {
                throw new Malformed("A zip of %d files is no export.".formatted(zip.size()));
            }
            zip.stream()
                    .forEach(entry -> {
                        if (!names.add(entry.getName())) {
                            throw new Malformed("The zip has %s twice.".formatted(entry.getName()));
                        }
                    });
        }

        @Override
        public boolean has(String name) {
            return zip.getEntry(name) != null;
        }

        @Override
        public InputStream open(String name) throws IOException {
            return zip.getInputStream(zip.getEntry(name));
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }

    /** Those of the required files that are not there. */
    default Set<String> missing(Set<String> required) {
        var missing = new java.util.TreeSet<>(required);
        missing.removeIf(this::has);
        return missing;
    }
}
