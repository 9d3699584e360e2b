package io.practiceops.practice.processing;

import java.util.List;
import java.util.Optional;
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

    /** The same as parts of the page, without what does not stand on it. */
    List<io.practiceops.practice.parsing.Word> asParts() {
        return words.stream().flatMap(word -> part(word).stream()).toList();
    }

    private Optional<io.practiceops.practice.parsing.Word> part(Word word) {
        var left = Math.clamp(word.left() / width, 0, 1);
        var top = Math.clamp(word.top() / height, 0, 1);
        var right = Math.clamp(word.right() / width, 0, 1);
        var bottom = Math.clamp(word.bottom() / height, 0, 1);
        var fits = word.text().length() <= io.practiceops.practice.parsing.Word.LONGEST;
        return word.text().isBlank() || !fits || right <= left || bottom <= top
                ? Optional.empty()
                : Optional.of(
                        new io.practiceops.practice.parsing.Word(
                                word.text(), left, top, right - left, bottom - top));
    }

    String text() {
        return words.stream().map(Word::text).collect(Collectors.joining(" "));
    }
}
