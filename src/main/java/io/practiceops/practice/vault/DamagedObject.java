package io.practiceops.practice.vault;

import java.io.IOException;

/** The store has other bytes than were written. None of them are handed out. */
final class DamagedObject extends IOException {

    DamagedObject(Place place, String how) {
        super("The object %s is damaged: %s.".formatted(place.key(), how));
    }
}
