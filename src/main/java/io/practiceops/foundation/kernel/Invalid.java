package io.practiceops.foundation.kernel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with an input, so that a person hears all of it at once. */
public final class Invalid {

    private final List<Problem.Field> fields = new ArrayList<>();

    public Invalid unless(boolean right, String field, String message) {
        if (!right) {
            fields.add(new Problem.Field(field, message));
        }
        return this;
    }

    /**
     * A line of text people typed: needed, without control characters, not longer than the limit.
     */
    public Invalid line(String field, @Nullable String value, int limit, String whenMissing) {
        if (value == null || value.isBlank()) {
            return unless(false, field, whenMissing);
        }
        return optionalLine(field, value, limit);
    }

    public Invalid optionalLine(String field, @Nullable String value, int limit) {
        if (value == null) {
            return this;
        }
        var length = value.codePointCount(0, value.length());
        return unless(
                        length <= limit,
                        field,
                        "Keep this under %,d characters; it has %,d.".formatted(limit, length))
                .unless(
                        value.chars().noneMatch(Character::isISOControl),
                        field,
                        "Remove line breaks and control characters.")
                .unless(
                        isWellFormed(value),
                        field,
                        "This text is not valid Unicode. Type it again.");
    }

    public void throwIfAny() {
        if (!fields.isEmpty()) {
            throw Problem.invalid(fields);
        }
    }

    private static boolean isWellFormed(String value) {
        return java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(value);
    }
}
