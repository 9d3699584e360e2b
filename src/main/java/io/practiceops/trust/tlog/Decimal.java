package io.practiceops.trust.tlog;

import java.util.regex.Pattern;

/** Sizes and indexes: ASCII digits, no leading zero, below 2^63. */
final class Decimal {

    private static final Pattern DIGITS = Pattern.compile("0|[1-9][0-9]{0,18}");

    private Decimal() {}

    static long parse(String text) {
        try {
            if (DIGITS.matcher(text).matches()) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException tooLarge) {
            // the same answer
        }
        throw new Malformed("“%s” is not a size.".formatted(Malformed.shortened(text)));
    }
}
