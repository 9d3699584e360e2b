package io.practiceops.practice.parsing;

import io.practiceops.practice.parsing.WorkerProtocol.Answer;
import java.util.List;

/**
 * The pages of a PDF or the pictures of an image file, as they are shown: turned upright and cut to
 * what is meant to be seen.
 *
 * @param count how many there are; 0 for a PDF without pages
 * @param sizes of the first of them, at most {@value #MOST_MEASURED}
 */
public record Pages(int count, List<Size> sizes) implements Answer {

    public static final int MOST_MEASURED = 10_000;

    /** In points, 1/72 inch. A pixel of an image file counts as 1/96 inch. */
    public record Size(float width, float height) {

        public Size {
            if (!(width > 0 && height > 0)) {
                throw new IllegalArgumentException(
                        "A page has a width and a height, not " + width + " x " + height);
            }
        }
    }

    public Pages {
        sizes = List.copyOf(sizes);
        if (count < sizes.size() || (count > 0 && sizes.isEmpty())) {
            throw new IllegalArgumentException(
                    "%d pages cannot have %d sizes".formatted(count, sizes.size()));
        }
    }

    /**
     * The size of that page; beyond those measured, of the last one measured.
     *
     * @param page counted from 1
     */
    public Size size(int page) {
        return sizes.get(Math.min(page, sizes.size()) - 1);
    }
}
