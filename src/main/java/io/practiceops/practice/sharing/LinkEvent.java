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
        OPENED("opened", "Opened"),
        PAGE("page-seen", "Looked at a page"),
        DOWNLOADED("downloaded", "Downloaded"),
        HANDED_IN("handed-in", "Handed in a file"),
        REFUSED("refused", "Refused");

        private final String slug;
        private final String title;

        What(String slug, String title) {
            this.slug = slug;
            this.title = title;
        }

        String slug() {
            return slug;
        }

        public String title() {
            return title;
        }
    }
}
