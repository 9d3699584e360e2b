package io.practiceops.practice.parsing;

import java.time.Duration;

/**
 * What reading one file may cost.
 *
 * @param heapMegabytes the heap of a worker; a file that needs more fails, and only that file
 * @param timeout how long one file may take, the start of a worker included
 * @param maxCharacters where the text of a file is cut off, in UTF-16 units
 * @param processes how many workers a lane has at most, and so how many of its files are read at
 *     once
 */
record ParsingLimits(int heapMegabytes, Duration timeout, int maxCharacters, int processes) {

    static final ParsingLimits DEFAULT =
            new ParsingLimits(384, Duration.ofSeconds(60), 2_000_000, 2);

    ParsingLimits {
        if (heapMegabytes < 16) {
            throw new IllegalArgumentException(
                    "A worker needs a heap of at least 16 MB, not " + heapMegabytes);
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
