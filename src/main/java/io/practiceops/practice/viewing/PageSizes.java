package io.practiceops.practice.viewing;

import io.practiceops.practice.parsing.Pages;
import io.practiceops.practice.parsing.Pages.Size;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pages as a line of text to be kept: their number, then width and height of each, in points. */
final class PageSizes {

    private PageSizes() {}

    static String text(Pages pages) {
        var sizes =
                pages.sizes().stream()
                        .map(size -> size.width() + "x" + size.height())
                        .collect(Collectors.joining(" "));
        return pages.count() + " " + sizes;
    }

    static Pages of(String text) {
        var parts = text.strip().split(" ", -1);
        var sizes = Stream.of(parts).skip(1).map(PageSizes::size).toList();
        return new Pages(Integer.parseInt(parts[0]), sizes);
    }

    private static Size size(String text) {
        var x = text.indexOf('x');
        return new Size(
                Float.parseFloat(text.substring(0, x)), Float.parseFloat(text.substring(x + 1)));
    }
}
