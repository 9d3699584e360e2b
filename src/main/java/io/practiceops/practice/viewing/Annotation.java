package io.practiceops.practice.viewing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody noted at a place of a version, and what others answered.
 *
 * @param number of the version
 * @param resolved by whom and when; null while it is open
 */
public record Annotation(
        UUID id,
        UUID documentId,
        int number,
        Place place,
        Note note,
        @Nullable Resolved resolved,
        List<Reply> replies) {

    /**
     * A text, whose it is, and since when.
     *
     * @param changed when its author last changed it
     */
    public record Note(
            String text, @Nullable UUID by, String name, Instant made, @Nullable Instant changed) {}

    public record Resolved(String by, Instant at) {}

    public record Reply(UUID id, Note note) {}

    Annotation with(List<Reply> replies) {
        return new Annotation(id, documentId, number, place, note, resolved, replies);
    }
}
