package io.practiceops.trust.tlog;

/** A text or a row of bytes is not of its format; the message says where in a sentence. */
public final class Malformed extends RuntimeException {

    private static final int ENOUGH = 80;

    public Malformed(String message) {
        super(message);
    }

    static String shortened(String text) {
        return text.length() <= ENOUGH ? text : text.substring(0, ENOUGH) + "…";
    }
}
