package io.practiceops.foundation.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Socket: a place in the rail, for actors who hold the right.
 *
 * @param wing the heading it stands under
 * @param order places of one wing stand in this order
 * @param icon name of a symbol of the console's icon set
 * @param key the letter after {@code g} that goes there, or null
 * @param pinned whether it stands at the bottom of a phone
 */
public record Nav(
        Wing wing,
        int order,
        String label,
        String url,
        String icon,
        @Nullable String key,
        boolean pinned,
        Right right) {

    /** The rail's headings, in order. */
    public enum Wing {
        HOME(""),
        PRACTICE("Practice"),
        FINANCE("Finance"),
        OPERATIONS("Operations"),
        TRUST("Trust");

        private final String title;

        Wing(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }
}
