package io.practiceops.practice.processing;

import io.practiceops.practice.processing.Form.Phrase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Tells what kind of paper words are from, by the phrases of {@link Forms}. */
final class Classifier {

    /** Below it, nothing is claimed. */
    private static final double LEAST = 0.5;

    private static final double SUREST = 0.99;
    private static final int MOST_TOKENS = 20_000;

    private final Forms forms;

    Classifier(Forms forms) {
        this.forms = forms;
    }

    private record Score(Form form, double weight, List<String> evidence) {

        double share() {
            return Math.min(1, weight / form.enough());
        }
    }

    Classification classify(List<PageWords> pages) {
        var said = said(pages);
        var scores =
                forms.all().stream()
                        .map(form -> score(form, said))
                        .sorted(
                                Comparator.comparingDouble(Score::share)
                                        .thenComparingDouble(Score::weight)
                                        .reversed())
                        .toList();
        var best = scores.getFirst();
        var next = scores.get(1);
        if (best.weight == 0) {
            return Classification.UNKNOWN;
        }
        var contest = next.weight / best.weight;
        var confidence = Math.min(SUREST, best.share() * (1 - Math.min(1, contest) / 2));
        return confidence < LEAST
                ? new Classification(null, 0, best.evidence)
                : new Classification(best.form, confidence, best.evidence);
    }

    private List<String> said(List<PageWords> pages) {
        return pages.stream()
                .limit(forms.pages())
                .flatMap(page -> PageLayout.of(page).lines().stream())
                .flatMap(line -> line.tokens().stream())
                .limit(MOST_TOKENS)
                .toList();
    }

    private static Score score(Form form, List<String> said) {
        var weight = 0.0;
        var found = new ArrayList<Phrase>();
        for (var phrase : form.phrases()) {
            var best = 0.0;
            for (var place = 0; place < said.size() && best < 1; place++) {
                best = Math.max(best, phrase.wording().at(said, place));
            }
            if (best > 0) {
                weight += best * phrase.weight();
                found.add(phrase);
            }
        }
        found.sort(Comparator.comparingDouble(Phrase::weight).reversed());
        return new Score(form, weight, found.stream().map(each -> each.wording().text()).toList());
    }
}
