package io.practiceops.practice.processing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The words of a page as lines from the top, each from the left. */
record PageLayout(PageWords page, List<Line> lines) {

    /** A gap wider than so many letters, and about as wide as they are high, divides a line. */
    private static final double LETTERS = 1.6;

    private static final double HEIGHTS = 1.1;
    private static final double SMALLEST = 4;

    /**
     * Words that stand on one line.
     *
     * @param tokens of the words, in their order
     */
    record Line(List<Word> words, List<String> tokens) {

        static Line of(List<Word> words) {
            var sorted = words.stream().sorted(Comparator.comparingDouble(Word::left)).toList();
            return new Line(
                    sorted, sorted.stream().map(word -> Wording.token(word.text())).toList());
        }

        double top() {
            return words.stream().mapToDouble(Word::top).min().orElse(0);
        }

        double bottom() {
            return words.stream().mapToDouble(Word::bottom).max().orElse(0);
        }

        /** Whether the gap before that word is as wide as one between two boxes. */
        boolean isDividedBefore(int place) {
            if (place == 0) {
                return true;
            }
            var before = words.get(place - 1);
            var word = words.get(place);
            var height = Math.max(SMALLEST, Math.min(before.height(), word.height()));
            var letter = Math.min(letter(before), letter(word));
            return word.left() - before.right() > Math.max(HEIGHTS * height, LETTERS * letter);
        }

        private static double letter(Word word) {
            return word.width() / word.text().length();
        }

        /** Where the stretch that word belongs to begins. */
        int beginOfStretch(int place) {
            var begin = place;
            while (!isDividedBefore(begin)) {
                begin--;
            }
            return begin;
        }

        /** Where the stretch that begins or goes on at that word ends, exclusive. */
        int endOfStretch(int place) {
            var end = place + 1;
            while (end < words.size() && !isDividedBefore(end)) {
                end++;
            }
            return end;
        }
    }

    static PageLayout of(PageWords page) {
        var words =
                page.words().stream()
                        .filter(word -> !isRuling(word))
                        .sorted(Comparator.comparingDouble(Word::middle))
                        .toList();
        var lines = new ArrayList<List<Word>>();
        for (var word : words) {
            var line = lines.isEmpty() ? null : lines.getLast();
            if (line != null && isOn(line, word)) {
                line.add(word);
            } else {
                lines.add(new ArrayList<>(List.of(word)));
            }
        }
        return new PageLayout(page, lines.stream().map(Line::of).toList());
    }

    /** What OCR makes of the lines around a box. */
    private static boolean isRuling(Word word) {
        return Wording.token(word.text()).isEmpty();
    }

    private static boolean isOn(List<Word> line, Word word) {
        var middle = line.stream().mapToDouble(Word::middle).average().orElse(0);
        var height = line.stream().mapToDouble(Word::height).max().orElse(0);
        return Math.abs(word.middle() - middle)
                < 0.45 * Math.max(4, Math.min(height, word.height()));
    }
}
