package io.practiceops.practice.vault;

/**
 * A data key as it stands in the database.
 *
 * @param kek the generation that wrapped it, as in {@code file:1}
 */
record WrappedKey(String kek, byte[] bytes) {}
