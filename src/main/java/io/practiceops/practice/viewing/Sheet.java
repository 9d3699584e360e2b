package io.practiceops.practice.viewing;

import io.practiceops.practice.parsing.Pages;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A page as the viewer lays it out, before its picture is there. Lengths count so that a page is
 * {@value #WIDTH} wide.
 *
 * @param page counted from 1
 */
public record Sheet(int page, int height, List<Mark> marks) {

    public static final int WIDTH = 1000;

    /** At most so many at once; a document of thousands has links to the others. */
    static final int MOST = 50;

    /** A place somebody noted something at. */
    public record Mark(UUID annotation, String by, boolean resolved, List<Rect> rects) {}

    /** As SVG writes it. */
    public record Rect(String x, String y, String width, String height) {}

    /** The sheets around a page. */
    static List<Sheet> around(int page, Pages pages, List<Annotation> annotations) {
        var first = (Math.clamp(page, 1, Math.max(1, pages.count())) - 1) / MOST * MOST + 1;
        var last = Math.min(pages.count(), first + MOST - 1);
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> of(number, pages.size(number), annotations))
                .toList();
    }

    private static Sheet of(int page, Pages.Size size, List<Annotation> annotations) {
        var height = Math.clamp(Math.round(WIDTH * size.height() / size.width()), 1, 50 * WIDTH);
        var marks =
                annotations.stream()
                        .filter(one -> one.place().page() == page && !one.place().isWholePage())
                        .map(one -> mark(one, height))
                        .toList();
        return new Sheet(page, height, marks);
    }

    private static Mark mark(Annotation one, int height) {
        var rects = one.place().boxes().stream().map(box -> rect(box, height)).toList();
        return new Mark(one.id(), one.note().name(), one.resolved() != null, rects);
    }

    private static Rect rect(Place.Box box, int height) {
        return new Rect(
                number(box.x() * WIDTH),
                number(box.y() * height),
                number(box.width() * WIDTH),
                number(box.height() * height));
    }

    private static String number(double length) {
        return String.format(Locale.ROOT, "%.1f", length);
    }
}
