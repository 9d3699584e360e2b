package io.practiceops.foundation.jobs;

/**
 * Which try of a task this is.
 *
 * @param number the first is 1
 * @param of how many there are at most
 */
public record Attempt(int number, int of) {

    public Attempt {
        if (number < 1 || of < 1) {
            throw new IllegalArgumentException("Attempt %d of %d".formatted(number, of));
        }
    }

    /** Whether a failure of this try is the end of it. */
    public boolean isLast() {
        return number >= of;
    }
}
