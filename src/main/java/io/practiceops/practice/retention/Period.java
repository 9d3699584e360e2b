package io.practiceops.practice.retention;

import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Pattern;

/** How long something is kept, counted from a day. */
public record Period(Unit unit, int length) {

    /** What is counted. */
    public enum Unit {
        DAYS,
        /** Until the last day of the calendar year so many years on. */
        YEARS
    }

    private static final int LONGEST_DAYS = 36_525;
    private static final int LONGEST_YEARS = 100;
    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,5}) (days|years)");

    public Period {
        var most = unit == Unit.DAYS ? LONGEST_DAYS : LONGEST_YEARS;
        if (length < 1 || length > most) {
            throw new IllegalArgumentException(
                    "a period is 1 to %,d %s, not %,d"
                            .formatted(most, unit.name().toLowerCase(Locale.ROOT), length));
        }
    }

    /** From {@code 2555 days} or {@code 7 years}. */
    static Period parse(String written) {
        var match = WRITTEN.matcher(written);
        if (!match.matches()) {
            throw new IllegalArgumentException(
                    "write a period as in “2555 days” or “7 years”, not “%s”".formatted(written));
        }
        var unit = Unit.valueOf(match.group(2).toUpperCase(Locale.ROOT));
        return new Period(unit, Integer.parseInt(match.group(1)));
    }

    /** The last day it is kept on. */
    public LocalDate lastDay(LocalDate from) {
        return unit == Unit.DAYS
                ? from.plusDays(length)
                : LocalDate.of(from.getYear() + length, 12, 31);
    }

    /** Whether it never ends before the other, whatever day both begin. */
    boolean coversAlways(Period other) {
        if (unit == other.unit) {
            return length >= other.length;
        }
        // Of n calendar years at least n whole years are kept, each of 365 days or more.
        return unit == Unit.YEARS && length * 365L >= other.length;
    }

    /** As {@link #parse} reads it. */
    public String written() {
        return length + " " + unit.name().toLowerCase(Locale.ROOT);
    }

    public String words() {
        if (unit == Unit.DAYS) {
            return length == 1 ? "1 day" : "%,d days".formatted(length);
        }
        return length == 1
                ? "until the end of the next calendar year"
                : "until the end of the %s calendar year after".formatted(ordinal(length));
    }

    private static String ordinal(int number) {
        var teens = number % 100 >= 11 && number % 100 <= 13;
        return number
                + (teens
                        ? "th"
                        : switch (number % 10) {
                            case 1 -> "st";
                            case 2 -> "nd";
                            case 3 -> "rd";
                            default -> "th";
                        });
    }
}
