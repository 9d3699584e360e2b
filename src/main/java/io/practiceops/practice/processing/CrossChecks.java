package io.practiceops.practice.processing;

import io.practiceops.practice.processing.Form.CrossCheck;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Figures of one paper vouch for each other, or throw doubt on each other. */
final class CrossChecks {

    /** What is left of the doubt in a value that fits the others. */
    private static final double FITS = 0.4;

    /** What is left of the confidence in a value that does not. */
    private static final double DOES_NOT = 0.6;

    private CrossChecks() {}

    static List<FoundField> apply(Form form, List<FoundField> fields) {
        var checked = periods(fields);
        for (var check : form.checks()) {
            checked = apply(form, check, checked);
        }
        return checked;
    }

    /** A period that ends when it begins, or before, was read from one date. */
    private static List<FoundField> periods(List<FoundField> fields) {
        var end = dateOf(FieldType.LAST_DATE, fields);
        var begin = dateOf(FieldType.FIRST_DATE, fields);
        if (begin.isEmpty() || end.isEmpty() || begin.get().compareTo(end.get()) < 0) {
            return fields;
        }
        return fields.stream()
                .map(each ->
                        each.field().type() == FieldType.FIRST_DATE
                                        || each.field().type() == FieldType.LAST_DATE
                                ? each.with(
                                        each.confidence() * DOES_NOT,
                                        "The period does not begin before it ends.")
                                : each)
                .toList();
    }

    private static Optional<String> dateOf(FieldType type, List<FoundField> fields) {
        return fields.stream()
                .filter(each -> each.field().type() == type)
                .map(FoundField::value)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static List<FoundField> apply(Form form, CrossCheck check, List<FoundField> fields) {
        var values =
                fields.stream()
                        .filter(each ->
                                each.value() != null && each.field().type() == FieldType.AMOUNT)
                        .collect(
                                Collectors.toMap(
                                        each -> each.field().name(),
                                        each -> new BigDecimal(each.value())));
        var involved = new HashSet<>(Set.of(check.field()));
        check.terms().forEach(term -> involved.add(term.of()));
        if (!values.keySet().containsAll(involved) || isBeyond(check, values)) {
            return fields;
        }
        var fits = fits(check, values);
        var others = names(form, involved);
        return fields.stream()
                .map(each ->
                        !involved.contains(each.field().name())
                                ? each
                                : fits
                                        ? each.with(
                                                1 - (1 - each.confidence()) * FITS,
                                                "Fits together: " + others + ".")
                                        : each.with(
                                                each.confidence() * DOES_NOT,
                                                "Does not fit together: " + others + "."))
                .toList();
    }

    private static boolean isBeyond(CrossCheck check, Map<String, BigDecimal> values) {
        var limit = check.onlyUpTo();
        return limit != null
                && check.terms().stream()
                        .anyMatch(term -> required(values, term.of()).compareTo(limit) > 0);
    }

    private static boolean fits(CrossCheck check, Map<String, BigDecimal> values) {
        var sum =
                check.terms().stream()
                        .map(term -> required(values, term.of()).multiply(term.times()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.subtract(required(values, check.field())).abs().compareTo(check.within()) <= 0;
    }

    private static BigDecimal required(Map<String, BigDecimal> values, String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("No value for " + name);
        }
        return value;
    }

    private static String names(Form form, Set<String> names) {
        return form.fields().stream()
                .filter(field -> names.contains(field.name()))
                .map(Form.FormField::title)
                .collect(Collectors.joining(", "));
    }
}
