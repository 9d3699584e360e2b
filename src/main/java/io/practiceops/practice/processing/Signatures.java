package io.practiceops.practice.processing;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a scanner knows.
 *
 * @param engine as in {@code ClamAV 1.4.6}
 * @param version of the signatures; null when it loaded none of ClamAV's own
 * @param made when they were made; null where that is not told
 */
record Signatures(String engine, @Nullable String version, @Nullable Instant made) {

    /** As C's asctime writes it; clamd tells the build time in its own zone, UTC on servers. */
    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss uuuu", Locale.US);

    /** Of clamd's answer to VERSION, {@code engine/version/date}. */
    static Signatures parse(String answer) {
        var parts = answer.split("/", 3);
        var version = parts.length > 1 && !parts[1].isBlank() ? parts[1].strip() : null;
        return new Signatures(
                parts[0].strip(), version, parts.length > 2 ? date(parts[2].strip()) : null);
    }

    private static @Nullable Instant date(String text) {
        try {
            return LocalDateTime.parse(text.replaceAll(" +", " "), ASCTIME)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException other) {
            return null;
        }
    }
}
