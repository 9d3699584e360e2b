package io.practiceops.foundation.web;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import org.jspecify.annotations.Nullable;

/** The version of an object as an entity tag: {@code "7"}. */
public final class ETags {

    private ETags() {}

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * The version an {@code If-Match} header names. A change must name one, so that none is lost.
     */
    public static long version(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw new Problem(
                    ProblemType.PRECONDITION_REQUIRED,
                    "Nothing says which version this change is for.",
                    "Send If-Match with the ETag you were given.");
        }
        try {
            return Long.parseLong(ifMatch.replace("\"", "").strip());
        } catch (NumberFormatException notOurs) {
            throw new Problem(
                    ProblemType.CHANGED_MEANWHILE,
                    "This ETag is not one of ours, so it cannot be the newest.",
                    "Load the object and send the ETag it came with.");
        }
    }
}
