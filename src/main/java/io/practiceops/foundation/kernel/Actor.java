package io.practiceops.foundation.kernel;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who does something.
 *
 * @param id the user, also behind an API key; null for the system itself
 * @param via the session or API key it came through, null for the system
 * @param name how people know the actor
 * @param firm the firm whose data the actor works on; null outside any firm
 * @param rights names of the rights held
 */
public record Actor(
        Kind kind,
        @Nullable UUID id,
        @Nullable UUID via,
        String name,
        @Nullable UUID firm,
        Set<String> rights) {

    /** How the actor came in. */
    public enum Kind {
        USER,
        API_KEY,
        SYSTEM,
        ANONYMOUS
    }

    public Actor {
        rights = Set.copyOf(rights);
    }

    /** Nobody known: may sign in, and little else. */
    public static Actor anonymous() {
        return new Actor(Kind.ANONYMOUS, null, null, "anonymous", null, Set.of());
    }

    /** PracticeOps itself, for one firm or, with null, for none. Holds every right. */
    public static Actor system(String name, @Nullable UUID firm) {
        return new Actor(Kind.SYSTEM, null, null, name, firm, Set.of());
    }

    public boolean may(Right right) {
        return kind == Kind.SYSTEM || rights.contains(right.name());
    }

    public boolean isKnown() {
        return kind != Kind.ANONYMOUS;
    }
}
