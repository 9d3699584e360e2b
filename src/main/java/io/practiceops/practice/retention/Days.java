package io.practiceops.practice.retention;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Days as pages and reasons say them. */
final class Days {

    private static final DateTimeFormatter WORDS =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.US);

    private Days() {}

    static String inWords(LocalDate day) {
        return WORDS.format(day);
    }
}
