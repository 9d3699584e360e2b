package io.practiceops.operations.signals;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lengths of time and shares, as people say them. */
public final class Amounts {

    private Amounts() {}

    /** "12 ms", "3.4 s", "2 min 5 s", "3 h 10 min", "4 days" */
    public static String of(@Nullable Duration length) {
        if (length == null) {
            return "";
        }
        if (length.compareTo(Duration.ofSeconds(1)) < 0) {
            var milliseconds = length.toNanos() / 1e6;
            return milliseconds < 10
                    ? decimal(milliseconds) + " ms"
                    : Math.round(milliseconds) + " ms";
        }
        if (length.compareTo(Duration.ofMinutes(1)) < 0) {
            return decimal(length.toMillis() / 1000.0) + " s";
        }
        if (length.compareTo(Duration.ofHours(1)) < 0) {
            return two(length.toMinutes(), "min", length.toSecondsPart(), "s");
        }
        return length.compareTo(Duration.ofDays(2)) < 0
                ? two(length.toHours(), "h", length.toMinutesPart(), "min")
                : length.toDays() + " days";
    }

    private static String two(long more, String unit, int less, String smaller) {
        return less == 0 ? more + " " + unit : more + " " + unit + " " + less + " " + smaller;
    }

    private static String decimal(double number) {
        var text = String.format(Locale.ROOT, "%.1f", number);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
