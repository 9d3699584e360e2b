package io.practiceops.trust.access;

import java.util.regex.Pattern;

/** The shape of an address people type; whether it works only a delivered mail tells. */
final class Email {

    private static final Pattern SHAPE =
            Pattern.compile(
                    "[^\\s@<>(),;:\"\\[\\]\\\\\\p{Cntrl}]{1,64}@[^\\s@<>(),;:\"\\[\\]\\\\\\p{Cntrl}]{1,190}");

    private Email() {}

    static boolean isAddress(String text) {
        return text.length() <= 254 && SHAPE.matcher(text).matches();
    }
}
