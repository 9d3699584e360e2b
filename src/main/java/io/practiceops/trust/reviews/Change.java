package io.practiceops.trust.reviews;

/**
 * What became of somebody, or of a key, since the snapshot of a review, in words.
 *
 * @param gone whether there is nothing left to keep
 */
public record Change(String words, boolean gone) {}
