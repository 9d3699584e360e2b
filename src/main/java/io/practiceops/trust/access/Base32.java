package io.practiceops.trust.access;

import java.util.Locale;

/** Bytes as people can type them: RFC 4648, without padding. */
final class Base32 {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    static String of(byte[] bytes) {
        var text = new StringBuilder();
        var buffer = 0;
        var held = 0;
        for (var value : bytes) {
            buffer = (buffer << Byte.SIZE) | (value & 0xff);
            held += Byte.SIZE;
            while (held >= BITS) {
                held -= BITS;
                text.append(ALPHABET.charAt((buffer >> held) & 31));
            }
            buffer &= (1 << held) - 1;
        }
        if (held > 0) {
            text.append(ALPHABET.charAt((buffer << (BITS - held)) & 31));
        }
        return text.toString();
    }

    /** In groups of four, which the eye can follow. */
    static String grouped(String text, String between) {
        return text.replaceAll("(.{4})(?!$)", "$1" + between);
    }

    /**
     * What was meant by something typed: without spaces and hyphens, 0, 1 and 8 read as letters.
     */
    static String typed(String text) {
        return text.toUpperCase(Locale.ROOT)
                .replaceAll("[^A-Z0-9]", "")
                .replace('0', 'O')
                .replace('1', 'I')
                .replace('8', 'B');
    }
}
