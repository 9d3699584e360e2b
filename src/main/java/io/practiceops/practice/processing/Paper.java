package io.practiceops.practice.processing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a version is taken for.
 *
 * @param form null where it is none of the known kinds
 * @param evidence the wording that spoke for it
 */
record Paper(
        UUID document,
        int number,
        @Nullable Form form,
        double confidence,
        List<String> evidence,
        State state,
        Instant readAt,
        @Nullable String reviewedBy,
        @Nullable Instant reviewedAt,
        List<PaperField> fields) {

    enum State {
        UNKNOWN("Not one of the known kinds"),
        REVIEW("Waits for a look"),
        SURE("Read with confidence"),
        ACCEPTED("Looked over"),
        REJECTED("Set aside");

        private final String title;

        State(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** Of papers with figures somebody looks at the doubtful ones; others are merely told apart. */
    static State state(Classification taken, List<FoundField> found) {
        var form = taken.form();
        if (form == null) {
            return State.UNKNOWN;
        }
        var least = Forms.bundled().review();
        var doubtful =
                found.stream()
                        .anyMatch(field ->
                                field.value() == null
                                        ? !field.field().optional()
                                        : field.confidence() < least);
        return !form.fields().isEmpty() && (doubtful || taken.confidence() < least)
                ? State.REVIEW
                : State.SURE;
    }
}
