package io.practiceops.operations.signals;

import io.practiceops.foundation.kernel.Check.Health;
import io.practiceops.foundation.web.PageContext.State;
import java.util.Map;
import java.util.stream.Collectors;

/** A check as the page shows it. */
public record CheckRow(
        CheckResult result, State state, String word, Map<String, String> facts, String took) {

    static CheckRow of(CheckResult result) {
        return new CheckRow(
                result,
                State.of(result.health()),
                word(result.health()),
                result.result().facts().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        fact -> text(fact.getValue()),
                                        (first, _) -> first,
                                        java.util.LinkedHashMap::new)),
                Amounts.of(result.took()));
    }

    static String word(Health health) {
        return switch (health) {
            case GOOD -> "Well";
            case WARN -> "Warning";
            case BAD -> "Bad";
            case UNKNOWN -> "Unknown";
        };
    }

    private static String text(Object value) {
        return switch (value) {
            case Long number -> "%,d".formatted(number);
            case Integer number -> "%,d".formatted(number);
            default -> value.toString();
        };
    }
}
