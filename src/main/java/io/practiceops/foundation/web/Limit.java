package io.practiceops.foundation.web;

import io.practiceops.foundation.kernel.Problem;
import org.jspecify.annotations.Nullable;

/** How many rows a caller may ask for at once. */
public final class Limit {

    public static final int DEFAULT = 50;
    public static final int MOST = 200;

    private Limit() {}

    public static int of(@Nullable Integer asked) {
        if (asked == null) {
            return DEFAULT;
        }
        if (asked < 1 || asked > MOST) {
            throw Problem.invalid("limit", "Ask for 1 to %d at once.".formatted(MOST));
        }
        return asked;
    }
}
