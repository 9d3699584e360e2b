package io.practiceops.practice.retention;

import io.practiceops.foundation.web.Moment;
import org.jspecify.annotations.Nullable;

/**
 * A hold as pages show it.
 *
 * @param over what it covers, in words
 */
public record HoldRow(
        Hold hold, String over, long documents, Moment placed, @Nullable Moment released) {}
