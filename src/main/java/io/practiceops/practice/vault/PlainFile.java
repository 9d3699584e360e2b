package io.practiceops.practice.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decrypted bytes in a file that is this account's alone, for a parser. Closing removes it. */
public final class PlainFile implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PlainFile.class);

    private final Path path;

    PlainFile(Path path) {
        this.path = path;
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            log.warn("A decrypted file stays until the sweep: {}", path, e);
        }
    }
}
