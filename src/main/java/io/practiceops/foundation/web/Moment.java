package io.practiceops.foundation.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A point in time as a page shows it.
 *
 * @param text what stands on the page
 * @param iso the instant for machines
 * @param full day, time and zone in full, shown on hover
 * @param relative whether {@code text} is a distance, which the browser keeps up to date
 */
public record Moment(String text, String iso, String full, boolean relative) {

    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.US);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.US);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.US);
    private static final DateTimeFormatter FULL =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm:ss zzz", Locale.US);
    private static final Duration RELATIVE_UP_TO = Duration.ofDays(7);

    /** "22 Nov 2026, 14:32" */
    public static Moment at(Instant instant, ZoneId zone) {
        return of(instant, zone, DAY_AND_TIME);
    }

    /** "22 Nov 2026" */
    public static Moment day(Instant instant, ZoneId zone) {
        return of(instant, zone, DAY);
    }

    /** "14:32:07" */
    public static Moment time(Instant instant, ZoneId zone) {
        return of(instant, zone, TIME);
    }

    /** "12 min ago" or "in 9 h" within a week of {@code now}, the day and time beyond. */
    public static Moment from(Instant now, Instant instant, ZoneId zone) {
        var distance = Duration.between(instant, now);
        if (distance.abs().compareTo(RELATIVE_UP_TO) > 0) {
            return at(instant, zone);
        }
        return new Moment(
                words(distance), instant.toString(), FULL.format(instant.atZone(zone)), true);
    }

    private static Moment of(Instant instant, ZoneId zone, DateTimeFormatter text) {
        var there = instant.atZone(zone);
        return new Moment(text.format(there), instant.toString(), FULL.format(there), false);
    }

    // js/console.js says the same words when it refreshes them.
    private static String words(Duration distance) {
        var length = distance.abs();
        if (length.toMinutes() == 0) {
            return "just now";
        }
        var amount =
                length.toHours() == 0
                        ? length.toMinutes() + " min"
                        : length.toDays() == 0 ? length.toHours() + " h" : days(length.toDays());
        return distance.isNegative() ? "in " + amount : amount + " ago";
    }

    private static String days(long days) {
        return days == 1 ? "1 day" : days + " days";
    }
}
