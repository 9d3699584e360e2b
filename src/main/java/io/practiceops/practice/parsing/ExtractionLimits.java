package io.practiceops.practice.parsing;

import java.time.Duration;

/**
 * What reading one file may cost.
 *
 * @param heapMegabytes the heap of a text worker; a file that needs more fails, and only that file
 * @param timeout how long one file may take, the start of a worker included
 * @param maxCharacters where the text of a file is cut off, in UTF-16 units
 * @param processes how many workers there are at most, and so how many files are read at once
 */
record ExtractionLimits(int heapMegabytes, Duration timeout, int maxCharacters, int processes) {

    static final ExtractionLimits DEFAULT =
            new ExtractionLimits(256, Duration.ofSeconds(60), 2_000_000, 2);

    ExtractionLimits {
        if (heapMegabytes < 16) {
            throw new IllegalArgumentException(
                    "A text worker needs a heap of at least 16 MB, not " + heapMegabytes);
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("The timeout must be positive, not " + timeout);
        }
        if (maxCharacters < 1) {
            throw new IllegalArgumentException(
                    "The most characters must be positive, not " + maxCharacters);
        }
        if (processes < 1) {
            throw new IllegalArgumentException(
                    "The processes must be at least 1, not " + processes);
        }
    }
}
