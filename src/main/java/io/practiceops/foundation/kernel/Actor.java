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
 * @param proof how fresh the person's proof of who they are is; says nothing of keys and the system
 */
public record Actor(
        Kind kind,
        @Nullable UUID id,
        @Nullable UUID via,
        String name,
        @Nullable UUID firm,
        Set<String> rights,
        Proof proof) {

    /** How the actor came in. */
    public enum Kind {
        USER,
        API_KEY,
        SYSTEM,
        ANONYMOUS
    }

    /** How fresh the proof was when the request began. */
    public enum Proof {
        /** Good for opening the form of a dangerous act. */
        FRESH,
        /** Still good for sending a form that was opened while it was fresh. */
        FADING,
        OLD
    }

    public Actor {
        rights = Set.copyOf(rights);
    }

    /** An actor of whom no fresh proof is known. */
    public Actor(
            Kind kind,
            @Nullable UUID id,
            @Nullable UUID via,
            String name,
            @Nullable UUID firm,
            Set<String> rights) {
        this(kind, id, via, name, firm, rights, Proof.OLD);
    }

    public Actor with(Proof proof) {
        return new Actor(kind, id, via, name, firm, rights, proof);
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
