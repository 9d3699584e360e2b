package io.practiceops.foundation.jobs;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task that failed.
 *
 * @param id with the name, what {@link Jobs#retry} takes
 * @param next when it is tried again; null for a dead letter
 * @param firm the firm it is for; null for none
 * @param actor who scheduled it
 */
public record TroubledTask(
        String name,
        String id,
        int attempts,
        Instant failedAt,
        String failure,
        @Nullable Instant next,
        @Nullable UUID firm,
        String actor) {

    /** Whether nobody tries it again by itself. */
    public boolean isDead() {
        return next == null;
    }
}
