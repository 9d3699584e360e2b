package io.practiceops.practice.clients;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody shut out of a client.
 *
 * @param name of the one shut out
 * @param liftedAt null while it stands
 */
public record Wall(
        UUID id,
        UUID user,
        String name,
        String reason,
        String raisedBy,
        Instant raisedAt,
        @Nullable String liftedBy,
        @Nullable Instant liftedAt,
        @Nullable String liftedBecause) {

    public boolean stands() {
        return liftedAt == null;
    }
}
