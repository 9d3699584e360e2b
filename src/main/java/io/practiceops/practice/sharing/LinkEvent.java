package io.practiceops.practice.sharing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that became of a link.
 *
 * @param page counted from 1
 * @param network where the visitor came from
 * @param why it was refused
 */
public record LinkEvent(
        UUID id,
        Instant at,
        What what,
        @Nullable UUID document,
        @Nullable Integer version,
        @Nullable Integer page,
        @Nullable String network,
        @Nullable String why) {

    /** What happened. */
    public enum What {
        OPENED("Opened"),
        PAGE("Looked at a page"),
        DOWNLOADED("Downloaded"),
        HANDED_IN("Handed in a file"),
        REFUSED("Refused");

        private final String title;

        What(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }
}
