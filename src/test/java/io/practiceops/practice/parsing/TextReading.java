package io.practiceops.practice.parsing;

import java.nio.file.Path;
import java.time.InstantSource;

/** Lets tests of other modules read a file's text the way the product does. */
public final class TextReading implements AutoCloseable {

    private final Parsing parsing =
            new Parsing(ParsingLimits.DEFAULT, TestFiles.HOME, InstantSource.system());

    public String read(Path file, String fileName) {
        return parsing.text(Lane.BACKGROUND, file, fileName).text();
    }

    @Override
    public void close() {
        parsing.close();
    }
}
