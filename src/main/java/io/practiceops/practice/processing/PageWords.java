package io.practiceops.practice.processing;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The words of a page, in the order they are read.
 *
 * @param number from 1
 * @param width in points
 * @param height in points
 */
record PageWords(int number, double width, double height, List<Word> words) {

    PageWords {
        words = List.copyOf(words);
    }

    String text() {
        return words.stream().map(Word::text).collect(Collectors.joining(" "));
    }
}
