package io.practiceops.trust.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Leave for one person to hold what a rule keeps apart.
 *
 * @param rule the rule's id; it may have gone from the file since
 * @param expiresAt from then on the conflict is one again; nothing is taken away by itself
 * @param endedAt when somebody ended it early; null otherwise
 */
public record SeparationException(
        UUID id,
        UUID userId,
        String rule,
        String reason,
        UUID grantedBy,
        Instant grantedAt,
        Instant expiresAt,
        @Nullable Instant endedAt) {

    boolean isInForce(Instant at) {
        return endedAt == null && expiresAt.isAfter(at);
    }
}
