package io.practiceops.practice.processing;

/**
 * A word where it stands on its page. Lengths are points (1/72 inch) from the left and the top.
 *
 * @param confidence from 0 to 1 that it was read right; 1 where it was not read from a picture
 */
record Word(String text, double left, double top, double width, double height, double confidence) {

    double right() {
        return left + width;
    }

    double bottom() {
        return top + height;
    }

    double middle() {
        return top + height / 2;
    }
}
