package io.practiceops.practice.processing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What kind of value a field holds: what it looks like on paper, how it is kept, how it is shown.
 * Of numbers that name a person or an account only the last four digits are kept.
 */
enum FieldType {
    /** Kept as 1234.56. */
    AMOUNT("an amount, such as 1,234.56", 4),
    /** Kept as 2025-03-31. */
    DATE("a date, such as 3/31/2025", 3),
    /**
     * The earlier date of a period, whose year may stand at the later one alone; kept as a date.
     */
    FIRST_DATE("a date, such as 3/31/2025", 8),
    /** The later date of a period; kept as a date. */
    LAST_DATE("a date, such as 3/31/2025", 3),
    /** Kept as 2025. */
    YEAR("a year, such as 2025", 2),
    /** Kept as 12-3456789. */
    EIN("an employer identification number, such as 12-3456789", 3),
    /** Its last four digits. */
    SSN("a social security number or its last four digits", 5),
    /** An EIN, or the last four digits of an SSN. */
    TIN("an EIN such as 12-3456789, or the last four digits of an SSN", 5),
    /** Its last four digits. */
    ACCOUNT("an account number or its last four digits", 4),
    /** One word with a digit. */
    CODE("a number, such as INV-1042", 1),
    /** The words of a line. */
    NAME("a name", 12);

    /**
     * A value found.
     *
     * @param kept as it is stored
     * @param quality from 0 to 1, how surely these words are such a value
     */
    record Parsed(String kept, double quality) {}

    private static final Pattern MONEY =
            Pattern.compile("(-?)(\\d{1,3}(?: ?, ?\\d{3})+|\\d{1,12})(?: ?[.] ?(\\d{2}))?(-?)");
    private static final Pattern EIN_FORM = Pattern.compile("(\\d{2}) ?[-–—] ?(\\d{7})");
    private static final Pattern SSN_FORM =
            Pattern.compile("([0-9]{3}|[Xx*•]{3}) ?[-–—] ?([0-9]{2}|[Xx*•]{2}) ?[-–—] ?(\\d{4})");
    private static final Pattern ACCOUNT_FORM =
            Pattern.compile("(?:[0-9Xx*•.]{1,8}[- ]?){0,5}\\d{4}");
    private static final Pattern CODE_FORM =
            Pattern.compile("(?=.*\\d)[#A-Za-z0-9][A-Za-z0-9./_-]*");
    private static final Pattern YEAR_FORM = Pattern.compile("(?:19[89]\\d|20[0-4]\\d)");
    private static final Pattern LAST_FOUR = Pattern.compile("\\d{4}");
    private static final Pattern PERIOD =
            Pattern.compile(
                    "(\\p{L}{3,9}[.]? \\d{1,2}|\\d{1,2}/\\d{1,2}),? (?:(?:to|through|thru|until|-|–|—) )?(.{6,20})",
                    Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_NAME = 120;

    private static final List<DateTimeFormatter> DATES =
            List.of(
                    date("M/d/uuuu"),
                    date("uuuu-MM-dd"),
                    date("MMMM d, uuuu"),
                    date("MMM d, uuuu"),
                    date("d MMMM uuuu"),
                    date("d MMM uuuu"),
                    date("M-d-uuuu"),
                    twoDigitYear());

    private final String expected;
    private final int words;

    FieldType(String expected, int words) {
        this.expected = expected;
        this.words = words;
    }

    /** What a person should type. */
    String expected() {
        return expected;
    }

    /** How many printed words such a value has at most. */
    int words() {
        return words;
    }

    /** The value these printed words are, if they are one. */
    Optional<Parsed> parse(String printed) {
        var text = printed.strip();
        return switch (this) {
            case AMOUNT -> amount(text);
            case DATE, LAST_DATE -> date(text, DATES);
            case FIRST_DATE -> firstDate(text).or(() -> date(text, DATES));
            case YEAR -> year(text);
            case EIN -> ein(text);
            case SSN -> ssn(text);
            case TIN -> ein(text).or(() -> ssn(text));
            case ACCOUNT -> account(text);
            case CODE -> code(text);
            case NAME -> name(text);
        };
    }

    /** As a person typed it: the last four digits alone will do where no more is kept. */
    Optional<String> typed(String text) {
        var value = text.strip();
        var lastFour = this == SSN || this == TIN || this == ACCOUNT;
        if (lastFour && LAST_FOUR.matcher(value).matches()) {
            return Optional.of(value);
        }
        if (this == CODE) {
            return value.isEmpty() || value.length() > LONGEST_NAME
                    ? Optional.empty()
                    : Optional.of(value);
        }
        return parse(value).map(Parsed::kept);
    }

    /** For people; a number of which only the end is kept is shown as such. */
    String shown(String kept) {
        return switch (this) {
            case SSN -> "•••-••-" + kept;
            case TIN -> LAST_FOUR.matcher(kept).matches() ? "•••-••-" + kept : kept;
            case ACCOUNT -> "••••" + kept;
            case AMOUNT -> "%,.2f".formatted(new BigDecimal(kept));
            default -> kept;
        };
    }

    private static Optional<Parsed> amount(String text) {
        var dollars = text.contains("$");
        var plain = text.replaceFirst("[$]", "").strip();
        var negative = plain.startsWith("(") && plain.endsWith(")");
        var found = MONEY.matcher(negative ? plain.substring(1, plain.length() - 1) : plain);
        if (!found.matches()) {
            return Optional.empty();
        }
        var whole = found.group(2).replaceAll("[, ]", "");
        var cents = found.group(3);
        var bare = cents == null && !dollars && !plain.contains(",");
        if (bare && whole.length() <= 2) {
            // the number of a box
            return Optional.empty();
        }
        var value = new BigDecimal(whole + "." + (cents == null ? "00" : cents));
        var minus = negative || !found.group(1).isEmpty() || !found.group(4).isEmpty();
        var quality = cents != null ? 0.97 : bare ? 0.4 : 0.8;
        return Optional.of(
                new Parsed(
                        (minus ? value.negate() : value)
                                .setScale(2, RoundingMode.UNNECESSARY)
                                .toPlainString(),
                        quality));
    }

    private static Optional<Parsed> date(String text, List<DateTimeFormatter> forms) {
        var plain = text.replaceAll("[.;:]$", "").replaceAll("\\s+", " ");
        for (var form : forms) {
            try {
                var date = LocalDate.parse(plain, form);
                if (date.getYear() >= 1980 && date.getYear() < 2050) {
                    return Optional.of(new Parsed(date.toString(), 0.95));
                }
            } catch (DateTimeException notSo) {
                // the next form may fit
            }
        }
        return Optional.empty();
    }

    /** January 1 to January 31, 2026: the year is that of the end, or the one before it. */
    private static Optional<Parsed> firstDate(String text) {
        var period = PERIOD.matcher(text.replaceAll("\\s+", " "));
        if (!period.matches()) {
            return Optional.empty();
        }
        var begin = period.group(1);
        var end = date(period.group(2), DATES);
        return end.flatMap(last -> {
            var year = LocalDate.parse(last.kept()).getYear();
            return IntStream.of(year, year - 1)
                    .mapToObj(
                            each -> date(begin + (begin.contains("/") ? "/" : ", ") + each, DATES))
                    .flatMap(Optional::stream)
                    .filter(first -> first.kept().compareTo(last.kept()) <= 0)
                    .findFirst();
        });
    }

    private static Optional<Parsed> year(String text) {
        var plain = text.replace(" ", "");
        return YEAR_FORM.matcher(plain).matches()
                ? Optional.of(new Parsed(plain, text.equals(plain) ? 0.95 : 0.85))
                : Optional.empty();
    }

    private static Optional<Parsed> ein(String text) {
        var found = EIN_FORM.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new Parsed(
                        found.group(1) + '-' + found.group(2),
                        Forms.isEinPrefix(found.group(1)) ? 0.97 : 0.5));
    }

    private static Optional<Parsed> ssn(String text) {
        var found = SSN_FORM.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        var area = found.group(1);
        // 20 CFR 422.103; numbers from 900 on are the IRS's ITINs, and no less a person's.
        var never = area.equals("000") || area.equals("666") || found.group(2).equals("00");
        return Optional.of(new Parsed(found.group(3), never ? 0.5 : 0.97));
    }

    private static Optional<Parsed> account(String text) {
        if (!ACCOUNT_FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        var digits = text.replaceAll("\\D", "");
        var masked = text.matches(".*[Xx*•.].*");
        return Optional.of(
                new Parsed(
                        digits.substring(digits.length() - 4),
                        digits.length() >= 8 || masked ? 0.95 : 0.7));
    }

    private static Optional<Parsed> code(String text) {
        var plain = text.replaceAll("^#|[.,;:]$", "");
        if (plain.length() > 40 || !CODE_FORM.matcher(plain).matches()) {
            return Optional.empty();
        }
        var date = date(plain, DATES).isPresent();
        return Optional.of(new Parsed(plain, date ? 0.3 : 0.92));
    }

    private static Optional<Parsed> name(String text) {
        var letters = text.chars().filter(Character::isLetter).count();
        if (letters < 2 || letters * 2 < text.length() || text.length() > LONGEST_NAME) {
            return Optional.empty();
        }
        return Optional.of(new Parsed(text, 0.9));
    }

    private static DateTimeFormatter date(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.US)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** 25 is 2025; papers of the last century write theirs out. */
    private static DateTimeFormatter twoDigitYear() {
        return date("M/d/uu");
    }
}
