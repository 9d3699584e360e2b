package io.practiceops.practice.vault;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key-encryption key.
 *
 * @param keeper who has it, as in {@code file}
 * @param number counts up from 1
 */
record Generation(String keeper, int number, Instant madeAt, @Nullable Instant retiredAt) {

    /** As rows name it. */
    String id() {
        return keeper + ":" + number;
    }

    static Generation parse(String id) {
        return of(id, Instant.EPOCH, null);
    }

    static Generation of(String id, Instant madeAt, @Nullable Instant retiredAt) {
        var parted = id.lastIndexOf(':');
        return new Generation(
                id.substring(0, parted),
                Integer.parseInt(id.substring(parted + 1)),
                madeAt,
                retiredAt);
    }
}
