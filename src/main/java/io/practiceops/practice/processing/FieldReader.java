package io.practiceops.practice.processing;

import io.practiceops.practice.processing.FieldType.Parsed;
import io.practiceops.practice.processing.Form.FormField;
import io.practiceops.practice.processing.FoundField.Box;
import io.practiceops.practice.processing.Labels.Hit;
import io.practiceops.practice.processing.PageLayout.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a form: looks for their labels, and for values of the right kind near. */
final class FieldReader {

    /** How far below its label a value may begin, in points: the height of a box and a half. */
    private static final double DEPTH = 30;

    private static final double OUTDENT = 8;

    /** Wording that begins so close below a label goes on with it, in points. */
    private static final double LINE = 9;

    private static final double WIDEST_BOX = 200;
    private static final double REACH = 420;
    private static final double TOP_OF_PAGE = 0.3;

    /** Values found without a label deserve less trust. */
    private static final double BY_SIZE = 0.95;

    private static final double AT_TOP = 0.93;
    private static final double CONTESTED = 0.8;

    /** A value and the words it was read from. */
    private record Candidate(Parsed parsed, double confidence, int page, List<Word> words) {

        static Candidate of(Parsed parsed, double trust, int page, List<Word> words) {
            var read = words.stream().mapToDouble(Word::confidence).min().orElse(1);
            return new Candidate(parsed, parsed.quality() * trust * read, page, words);
        }
    }

    List<FoundField> read(Form form, List<PageWords> pages) {
        var labels = pages.stream().map(page -> Labels.on(PageLayout.of(page), form)).toList();
        var found = form.fields().stream().map(field -> read(field, labels)).toList();
        return CrossChecks.apply(form, found);
    }

    private FoundField read(FormField field, List<Labels> pages) {
        for (var place : field.where()) {
            var candidates =
                    switch (place) {
                        case BELOW, RIGHT -> atLabels(field, place, pages);
                        case PAGE -> pages.stream().flatMap(each -> largest(field, each)).toList();
                        case TOP ->
                                pages.stream().limit(1).flatMap(each -> top(field, each)).toList();
                    };
            if (!candidates.isEmpty()) {
                return chosen(field, candidates);
            }
        }
        return FoundField.none(field);
    }

    private static List<Candidate> atLabels(FormField field, Form.Place place, List<Labels> pages) {
        for (var label : field.labels()) {
            var candidates = new ArrayList<Candidate>();
            for (var page : pages) {
                for (var hit : page.of(label)) {
                    var near =
                            place == Form.Place.BELOW
                                    ? below(field, page, hit)
                                    : right(field, page, hit);
                    near.ifPresent(candidates::add);
                }
            }
            if (!candidates.isEmpty()) {
                return candidates;
            }
        }
        return List.of();
    }

    /** Several copies of a form on a page agree, or somebody should look. */
    private static FoundField chosen(FormField field, List<Candidate> candidates) {
        var byValue =
                candidates.stream().collect(Collectors.groupingBy(each -> each.parsed().kept()));
        var winner =
                byValue.values().stream()
                        .max(
                                Comparator.comparingDouble(group ->
                                        group.stream().mapToDouble(Candidate::confidence).sum()))
                        .orElseThrow();
        var best = winner.stream().max(Comparator.comparingDouble(Candidate::confidence)).get();
        var found =
                new FoundField(
                        field,
                        best.parsed.kept(),
                        best.confidence,
                        Box.around(best.page, best.words),
                        List.of());
        if (byValue.size() > 1) {
            return found.with(
                    found.confidence() * CONTESTED,
                    "Other values stand at the same label elsewhere.");
        }
        return winner.size() > 1
                ? found.with(
                        1 - (1 - found.confidence()) * 0.7,
                        "Stands %d times, the same each time.".formatted(winner.size()))
                : found;
    }

    private static Optional<Candidate> right(FormField field, Labels page, Hit hit) {
        var line = page.layout().lines().get(hit.line());
        var end = hit.to();
        var edge = line.words().get(hit.to() - 1).right() + REACH;
        while (end < line.words().size()
                && !page.isWording(hit.line(), end)
                && line.words().get(end).left() < edge) {
            end++;
        }
        return value(field, page, hit, line.words().subList(hit.to(), end));
    }

    private static Optional<Candidate> below(FormField field, Labels page, Hit hit) {
        var lines = page.layout().lines();
        var label = lines.get(hit.line());
        var left = leftEdge(page, label, hit);
        var edge = rightEdge(field, label, hit, left);
        var floor = bottom(label, hit);
        for (var i = hit.line() + 1; i < lines.size(); i++) {
            var inBox = inBox(lines.get(i), left, edge);
            if (inBox.isEmpty()) {
                continue;
            }
            var words = inBox.stream().map(lines.get(i).words()::get).toList();
            var top = words.stream().mapToDouble(Word::top).min().getAsDouble();
            if (top - floor > DEPTH) {
                break;
            }
            var line = i;
            var printed = inBox.stream().filter(word -> page.isWording(line, word)).toList();
            if (!printed.isEmpty() && isBeside(lines.get(i), printed.getFirst(), label, hit)) {
                // the label of another box: what is ours ends before it
                edge = lines.get(i).words().get(printed.getFirst()).left() - 2;
                i--;
                continue;
            }
            if (printed.size() * 2 >= inBox.size()) {
                if (top - floor > LINE) {
                    break;
                }
                floor = words.stream().mapToDouble(Word::bottom).max().getAsDouble();
                continue;
            }
            var value = value(field, page, hit, words);
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }

    private static boolean isBeside(Line line, int word, Line label, Hit hit) {
        return line.words().get(word).left() > label.words().get(hit.to() - 1).right();
    }

    /** Before the label stands its number, or the first words of a longer one. */
    private static double leftEdge(Labels page, Line line, Hit hit) {
        var first = hit.from();
        while (first > line.beginOfStretch(hit.from()) && !page.isWording(hit.line(), first - 1)) {
            first--;
        }
        return line.words().get(first).left() - OUTDENT;
    }

    private static double bottom(Line line, Hit hit) {
        return line.words().subList(hit.from(), hit.to()).stream()
                .mapToDouble(Word::bottom)
                .max()
                .orElseThrow();
    }

    private static double rightEdge(FormField field, Line line, Hit hit, double left) {
        if (field.width() != null) {
            return left + field.width();
        }
        var next = line.endOfStretch(hit.to() - 1);
        var right = line.words().get(hit.to() - 1).right();
        return next < line.words().size()
                ? Math.max(line.words().get(next).left() - 2, right)
                : Math.max(right, left + WIDEST_BOX);
    }

    private static List<Integer> inBox(Line line, double left, double edge) {
        return IntStream.range(0, line.words().size())
                .filter(i -> {
                    var word = line.words().get(i);
                    return word.left() >= left && word.left() + word.width() / 2 <= edge;
                })
                .boxed()
                .toList();
    }

    private static Optional<Candidate> value(
            FormField field, Labels page, Hit hit, List<Word> words) {
        if (words.isEmpty()) {
            return Optional.empty();
        }
        var number = page.layout().page().number();
        var found = field.type() == FieldType.NAME ? name(words) : window(field.type(), words);
        return Optional.ofNullable(found)
                .map(each -> Candidate.of(each.parsed, hit.match(), number, each.words));
    }

    private record Window(Parsed parsed, List<Word> words) {}

    /** The whole first stretch: a name has no form of its own to know it by. */
    private static @Nullable Window name(List<Word> words) {
        var line = Line.of(words);
        var stretch = line.words().subList(0, line.endOfStretch(0));
        return FieldType.NAME
                .parse(text(stretch))
                .map(each -> new Window(each, stretch))
                .orElse(null);
    }

    /** The likeliest run of words that is such a value, the first of equals. */
    private static @Nullable Window window(FieldType type, List<Word> words) {
        Window best = null;
        for (var from = 0; from < words.size(); from++) {
            for (var length = Math.min(type.words(), words.size() - from); length > 0; length--) {
                var run = words.subList(from, from + length);
                var parsed = type.parse(text(run));
                if (parsed.isPresent()
                        && (best == null
                                || parsed.get().quality() > best.parsed.quality()
                                || type == FieldType.LAST_DATE)) {
                    best = new Window(parsed.get(), run);
                }
                if (parsed.isPresent()) {
                    break;
                }
            }
        }
        return best;
    }

    private static java.util.stream.Stream<Candidate> largest(FormField field, Labels page) {
        return page.layout().lines().stream()
                .flatMap(line -> line.words().stream())
                .filter(word -> field.type().parse(word.text()).isPresent())
                .max(Comparator.comparingDouble(Word::height))
                .map(word ->
                        Candidate.of(
                                field.type().parse(word.text()).orElseThrow(),
                                BY_SIZE,
                                page.layout().page().number(),
                                List.of(word)))
                .stream();
    }

    private static java.util.stream.Stream<Candidate> top(FormField field, Labels page) {
        var layout = page.layout();
        var lowest = layout.page().height() * TOP_OF_PAGE;
        return IntStream.range(0, layout.lines().size())
                .filter(i -> layout.lines().get(i).top() < lowest)
                .boxed()
                .flatMap(i -> stretches(page, i).stream())
                .map(words ->
                        field.type()
                                .parse(text(words))
                                .map(parsed ->
                                        Candidate.of(parsed, AT_TOP, layout.page().number(), words))
                                .orElse(null))
                .filter(Objects::nonNull)
                .max(
                        Comparator.comparingDouble(each ->
                                each.words.stream().mapToDouble(Word::height).average().orElse(0)))
                .stream();
    }

    /** The stretches of a line that are not the form's own wording. */
    private static List<List<Word>> stretches(Labels page, int number) {
        var line = page.layout().lines().get(number);
        var stretches = new ArrayList<List<Word>>();
        for (var from = 0; from < line.words().size(); ) {
            var end = line.endOfStretch(from);
            var printed = IntStream.range(from, end).filter(i -> page.isWording(number, i)).count();
            if (printed * 2 < end - from) {
                stretches.add(line.words().subList(from, end));
            }
            from = end;
        }
        return stretches;
    }

    private static String text(List<Word> words) {
        return words.stream().map(Word::text).collect(Collectors.joining(" "));
    }
}
