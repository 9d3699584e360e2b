package io.practiceops.trust.sealing;

import java.time.Instant;

/**
 * What the system log said of itself.
 *
 * @param size how many roots of logs it had
 * @param root 32 bytes
 * @param note the C2SP signed note, as it went to the places outside
 */
public record SignedCheckpoint(long size, int era, byte[] root, Instant at, int key, String note) {}
