package io.practiceops.foundation.kernel;

import java.util.Optional;

/** Socket: a fact for the status line, the line that answers "are we all right". */
public interface StatusFact {

    int order();

    /** The fact as of now, or nothing when there is nothing to say to this actor. */
    Optional<Fact> fact();

    record Fact(Check.Health health, String text, String url) {}
}
