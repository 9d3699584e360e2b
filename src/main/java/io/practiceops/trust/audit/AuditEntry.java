package io.practiceops.trust.audit;

import io.practiceops.foundation.kernel.Actor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the trail.
 *
 * @param actorName null for the system, and once the person's data is erased
 * @param objectName null where there is none, and once the person's data is erased
 * @param canonical the text that is sealed, RFC 8785 JSON
 */
public record AuditEntry(
        UUID id,
        Instant at,
        Actor.Kind actorKind,
        @Nullable UUID actorId,
        @Nullable String actorName,
        String action,
        String objectType,
        @Nullable String objectId,
        @Nullable String objectName,
        AuditEvent.Outcome outcome,
        String requestId,
        String canonical) {

    /** Who did it, as people say it. */
    public String who() {
        if (actorName != null) {
            return actorName;
        }
        return switch (actorKind) {
            case SYSTEM -> "PracticeOps";
            case ANONYMOUS -> "Somebody not signed in";
            case USER, API_KEY -> "A person whose data was erased";
        };
    }

    /** What was done, as people say it. */
    public Sentence sentence() {
        return Sentence.of(this);
    }

    /** The page of what it was done to; null where it has none. */
    public @Nullable String place() {
        return Sentence.place(this);
    }
}
