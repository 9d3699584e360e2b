package io.practiceops.practice.sharing;

import io.practiceops.practice.parsing.Pages;

/** A page as a page shows it, with room kept for its picture before that is there. */
public record Sheet(int number, int width, int height) {

    static Sheet of(int number, Pages.Size size) {
        return new Sheet(number, Math.round(size.width()), Math.round(size.height()));
    }
}
