package io.practiceops.practice.processing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Words as printed on a form, compared without case, punctuation and a misread letter. */
record Wording(String text, List<String> tokens) {

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int ONE_MAY_DIFFER = 5;
    private static final int TWO_MAY_DIFFER = 11;

    static Wording of(String text) {
        var tokens = new ArrayList<String>();
        for (var word : text.split("\\s+", -1)) {
            var token = token(word);
            if (!token.isEmpty()) {
                tokens.add(token);
            }
        }
        if (tokens.isEmpty()) {
            throw new IllegalArgumentException("A wording without a word: \"" + text + '"');
        }
        return new Wording(text, List.copyOf(tokens));
    }

    /** What of a printed word is compared; empty for a mere line or dot. */
    static String token(String word) {
        if (word.equals("&")) {
            return "and";
        }
        return NO_WORD.matcher(word).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** How well these tokens say it, from that place on: 1 to the letter, 0 not at all. */
    double at(List<String> said, int place) {
        if (place + tokens.size() > said.size()) {
            return 0;
        }
        var misread = 0;
        for (var i = 0; i < tokens.size(); i++) {
            var differing = differing(tokens.get(i), said.get(place + i));
            if (differing < 0) {
                return 0;
            }
            misread += differing;
        }
        return misread == 0 ? 1 : misread == 1 ? 0.95 : 0.85;
    }

    /** How many letters differ; -1 for too many. */
    private static int differing(String wanted, String said) {
        if (wanted.equals(said)) {
            return 0;
        }
        var allowed =
                wanted.length() >= TWO_MAY_DIFFER ? 2 : wanted.length() >= ONE_MAY_DIFFER ? 1 : 0;
        if (allowed == 0 || Math.abs(wanted.length() - said.length()) > allowed) {
            return -1;
        }
        var distance = distance(wanted, said);
        return distance <= allowed ? distance : -1;
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        var before = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var row = new int[b.length() + 1];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], before[j]) + 1, before[j - 1] + change);
            }
            before = row;
        }
        return before[b.length()];
    }
}
