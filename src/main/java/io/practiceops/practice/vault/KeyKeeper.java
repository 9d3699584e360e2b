package io.practiceops.practice.vault;

import io.practiceops.foundation.kernel.Problem;

/**
 * Port: keeps the keys that wrap data keys, in generations, and never hands one out. Throws a
 * {@link Problem} of type UNAVAILABLE, with the mend, when a key cannot be used just now.
 */
interface KeyKeeper {

    /** The first part of its generations' ids. */
    String name();

    /** Where the keys are, in words for operators. */
    String place();

    /**
     * Makes sure that a generation is there; makes it the first time. Outside a transaction, or in
     * one across firms.
     *
     * @return the newest one there is, which may be a later one
     */
    int prepare(int generation);

    byte[] wrap(int generation, byte[] dataKey, byte[] bound);

    byte[] unwrap(int generation, byte[] wrapped, byte[] bound);
}
