package io.practiceops.practice.parsing;

import org.jspecify.annotations.Nullable;

/**
 * A file does not hold what was asked for, or it could not be had. The message is for people and
 * names the mend.
 */
public final class ParsingFailed extends RuntimeException {

    /** Why. Reading the same file again helps with none of them but {@link #CRASHED}. */
    public enum Reason {
        ENCRYPTED("The file asks for a password. Upload a copy without one."),
        CORRUPT(
                "The file is empty, damaged or incomplete. Open it in the program it was made"
                        + " with, save it again and upload that copy."),
        UNSUPPORTED(
                "In this kind of file no text can be read here. It is kept as it is and found by its"
                        + " name; where there are words in it, upload a PDF copy as well."),
        TOO_SLOW(
                "Reading the file took too long and was stopped. Split it into smaller files and"
                        + " upload those."),
        TOO_BIG_FOR_MEMORY(
                "The file unpacks to more than may be read at once. Split it into smaller files,"
                        + " or print it to PDF and upload that copy."),
        CRASHED(
                "Reading the file ended unexpectedly. Try again; if that fails too, print it to"
                        + " PDF and upload that copy."),
        NO_SUCH_PAGE("The file has no page of that number.");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }
    }

    private final Reason reason;
    private final @Nullable String mediaType;

    ParsingFailed(Reason reason, @Nullable String mediaType) {
        super(reason.sentence);
        this.reason = reason;
        this.mediaType = mediaType;
    }

    public Reason reason() {
        return reason;
    }

    /** What kind of file it is, if that much could be told. */
    public @Nullable String mediaType() {
        return mediaType;
    }
}
