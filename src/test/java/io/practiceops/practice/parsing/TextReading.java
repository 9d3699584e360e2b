package io.practiceops.practice.parsing;

import java.nio.file.Path;
import java.time.InstantSource;

/** Lets tests of other modules read a file's text the way the product does. */
public final class TextReading implements AutoCloseable {

    private final TextExtraction extraction =
            new TextExtraction(ExtractionLimits.DEFAULT, InstantSource.system());

    public String read(Path file, String fileName) {
        return extraction.extract(file, fileName).text();
    }

    @Override
    public void close() {
        extraction.close();
    }
}
