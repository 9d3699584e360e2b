package io.practiceops.practice.parsing;

import io.practiceops.practice.parsing.WorkerProtocol.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail taken apart. What stands in it is what its sender says: neither an address nor a date is
 * proof of anything.
 *
 * @param from such as {@code Ana Ortiz <ana@example.com>}; null where it names no sender
 * @param subject null where there is none
 * @param sent null where it does not say
 * @param text the body as plain text, as {@link Extracted} promises it
 * @param leftOut how many attachments were not written, for being too large or too many
 */
public record Mail(
        @Nullable String from,
        List<String> to,
        List<String> cc,
        @Nullable String subject,
        @Nullable Instant sent,
        String text,
        List<Attachment> attachments,
        int leftOut)
        implements Answer {

    public static final int MOST_ATTACHMENTS = 200;

    /** Of one attachment, in bytes. */
    public static final long LARGEST = 200L * 1024 * 1024;

    /** Of all attachments of a mail, in bytes. */
    public static final long LARGEST_TOGETHER = 500L * 1024 * 1024;

    /**
     * A file that came with a mail. A mail attached to a mail is such a file.
     *
     * @param name for people: no folders, no control characters, 1 to 200 characters
     * @param mediaType what the mail says it is, which need not be so
     * @param inline whether it is a picture in the body rather than a file beside it
     * @param file in the folder given
     * @param size in bytes
     */
    public record Attachment(String name, String mediaType, boolean inline, Path file, long size) {}

    public Mail {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        attachments = List.copyOf(attachments);
    }
}
