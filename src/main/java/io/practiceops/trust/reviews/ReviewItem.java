package io.practiceops.trust.reviews;

import io.practiceops.trust.access.Role;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One person or key of a review, as it stood when the review was opened, and what was decided.
 *
 * @param subject the person or the key
 * @param person the person, or whom the key acts for
 * @param name of the person or the key; a key's owner stands behind it
 * @param rights what the person could do, or the key was limited to
 * @param keys how many keys of the person worked
 * @param lastUsed null for never
 * @param secondFactor whether the person has one; null where that is not known
 * @param findings what needs a reason to be kept: {@code dormant}, or the id of a rule that is
 *     broken
 * @param verdict null while nobody has decided
 */
public record ReviewItem(
        UUID id,
        UUID review,
        Kind kind,
        UUID subject,
        UUID person,
        String name,
        Set<Role> roles,
        List<String> rights,
        int keys,
        @Nullable Instant lastUsed,
        @Nullable Boolean secondFactor,
        List<String> findings,
        @Nullable Verdict verdict) {

    static final String DORMANT = "dormant";

    public enum Kind {
        PERSON,
        KEY
    }

    /** What was decided, by whom and when. */
    public record Verdict(Decision decision, UUID by, String byName, Instant at) {}

    public boolean needsReason() {
        return !findings.isEmpty();
    }
}
