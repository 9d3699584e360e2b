package io.practiceops.practice.processing;

import io.practiceops.practice.processing.FoundField.Box;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value of a paper, as it is kept.
 *
 * @param original what was read, where somebody corrected it
 */
record PaperField(
        String name,
        @Nullable String value,
        double confidence,
        @Nullable Box place,
        List<String> notes,
        @Nullable String original,
        @Nullable String correctedBy,
        @Nullable Instant correctedAt) {}
