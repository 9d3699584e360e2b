package io.practiceops.practice.viewing;

import io.practiceops.foundation.kernel.Invalid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a version: one or more boxes on a page, and the words that stand there.
 *
 * @param page counted from 1
 * @param boxes the whole page where there are none
 * @param quote null for a region of a picture
 */
public record Place(int page, List<Box> boxes, @Nullable String quote) {

    static final int MOST_BOXES = 200;
    static final int LONGEST_QUOTE = 4_000;

    /** In parts of the page's width and height, from 0 to 1, from the upper left corner. */
    public record Box(double x, double y, double width, double height) {

        static final Box WHOLE_PAGE = new Box(0, 0, 1, 1);

        boolean isOnThePage() {
            return x >= 0
                    && y >= 0
                    && width > 0
                    && height > 0
                    && x + width <= 1.0001
                    && y + height <= 1.0001;
        }
    }

    public Place {
        boxes = boxes.isEmpty() ? List.of(Box.WHOLE_PAGE) : List.copyOf(boxes);
        quote = quote == null || quote.isBlank() ? null : quote.strip();
        new Invalid()
                .unless(page > 0 && page <= 1_000_000, "page", "Pages are counted from 1.")
                .unless(
                        boxes.size() <= MOST_BOXES && boxes.stream().allMatch(Box::isOnThePage),
                        "boxes",
                        "At most 200 boxes, each within the page: from 0 to 1.")
                .unless(
                        quote == null || quote.length() <= LONGEST_QUOTE,
                        "quote",
                        "Mark at most 4,000 characters.")
                .throwIfAny();
    }

    public boolean isWholePage() {
        return boxes.equals(List.of(Box.WHOLE_PAGE));
    }
}
