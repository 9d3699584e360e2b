package io.practiceops.practice.processing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where the printed wording of a form stands on a page. */
final class Labels {

    /**
     * A wording found.
     *
     * @param line index of its line
     * @param from its first word on that line
     * @param to behind its last word
     * @param match from 0 to 1
     */
    record Hit(Wording wording, int line, int from, int to, double match) {

        boolean isInside(Hit other) {
            return line == other.line
                    && from >= other.from
                    && to <= other.to
                    && to - from < other.to - other.from
                    && match <= other.match;
        }

        /** “Employee's name” is not “Employer's name” with a misread letter. */
        boolean isWorseThan(Hit other) {
            return line == other.line && from < other.to && other.from < to && match < other.match;
        }
    }

    private final PageLayout layout;
    private final List<Hit> hits;

    private Labels(PageLayout layout, List<Hit> hits) {
        this.layout = layout;
        this.hits = hits;
    }

    /** What is part of a longer wording is not one itself: “Total” in “Total due”. */
    static Labels on(PageLayout layout, Form form) {
        var wordings =
                Stream.concat(
                                form.fields().stream().flatMap(field -> field.labels().stream()),
                                form.wording().stream())
                        .distinct()
                        .toList();
        var all = new ArrayList<Hit>();
        for (var line = 0; line < layout.lines().size(); line++) {
            var tokens = layout.lines().get(line).tokens();
            for (var from = 0; from < tokens.size(); from++) {
                for (var wording : wordings) {
                    var match = wording.at(tokens, from);
                    if (match > 0) {
                        all.add(
                                new Hit(
                                        wording,
                                        line,
                                        from,
                                        from + wording.tokens().size(),
                                        match));
                    }
                }
            }
        }
        return new Labels(
                layout,
                all.stream()
                        .filter(hit ->
                                all.stream()
                                        .noneMatch(each ->
                                                hit.isInside(each) || hit.isWorseThan(each)))
                        .toList());
    }

    PageLayout layout() {
        return layout;
    }

    List<Hit> of(Wording wording) {
        return hits.stream().filter(hit -> hit.wording().equals(wording)).toList();
    }

    boolean isWording(int line, int word) {
        return hits.stream()
                .anyMatch(hit -> hit.line() == line && word >= hit.from() && word < hit.to());
    }
}
