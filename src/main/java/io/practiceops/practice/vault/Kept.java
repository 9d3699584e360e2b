package io.practiceops.practice.vault;

import java.util.UUID;

/** The row of an object. */
record Kept(Place place, String sha256, long size, WrappedKey key) {

    UUID object() {
        return place.object();
    }
}
