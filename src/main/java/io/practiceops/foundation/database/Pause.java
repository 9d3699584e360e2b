package io.practiceops.foundation.database;

import java.time.Duration;

/** Waiting a moment for another process. */
final class Pause {

    private Pause() {}

    /** Sleeps; an interrupt ends the waiting with an exception and stays set. */
    static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for PostgreSQL", e);
        }
    }
}
