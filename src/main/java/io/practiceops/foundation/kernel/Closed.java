package io.practiceops.foundation.kernel;

import java.util.UUID;

/**
 * What was asked for is there, and closed to the actor. They hear what is heard of things that are
 * not there at all; the audit trail keeps that they tried.
 */
public final class Closed extends Problem {

    private final String kind;
    private final UUID id;

    public Closed(String kind, String what, UUID id) {
        this(kind, id, Problem.notFound(what));
    }

    private Closed(String kind, UUID id, Problem as) {
        super(as.type(), as.detail(), as.mend());
        this.kind = kind;
        this.id = id;
    }

    public ActDenied.Thing thing() {
        return new ActDenied.Thing(kind, id);
    }
}
