package io.practiceops.foundation.storage;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;

/** The store answers, and has no such object though it should. */
public final class ObjectMissing extends Problem {

    public ObjectMissing(String place) {
        super(
                ProblemType.UNAVAILABLE,
                "The object store does not have this file.",
                "Tell an operator: something is missing in %s. Storage says what is known."
                        .formatted(place));
    }
}
