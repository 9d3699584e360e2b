package io.practiceops.practice.parsing;

/**
 * A word and its place on a page as it is shown. All lengths are parts of the page's width and
 * height, from 0 to 1, counted from the upper left corner.
 *
 * @param text without spaces; never empty
 * @param x of the left side
 * @param y of the upper side
 */
public record Word(String text, double x, double y, double width, double height) {

    public static final int LONGEST = 1_000;

    public Word {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "A word has 1 to %d characters, not %d".formatted(LONGEST, text.length()));
        }
        if (!(isPart(x) && isPart(y) && isPart(width) && isPart(height))) {
            throw new IllegalArgumentException(
                    "A word stands on its page, not at %s %s, %s wide and %s high"
                            .formatted(x, y, width, height));
        }
    }

    private static boolean isPart(double length) {
        return length >= 0 && length <= 1;
    }
}
