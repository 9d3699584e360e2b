package io.practiceops.practice.documents;

import java.nio.file.Path;

/** The bytes of a version as a file that a program can open, until this is closed. */
public record PlainBytes(Path path, Runnable wipe) implements AutoCloseable {

    @Override
    public void close() {
        wipe.run();
    }
}
