package io.practiceops.practice.documents;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an e-mail that is a document says of itself. Its sender wrote it: none of it is proof.
 *
 * @param leftOut attachments that were too many or too large and stay inside alone
 * @param why it could not be taken apart, in words
 */
public record MailLetter(
        @Nullable String from,
        List<String> to,
        List<String> cc,
        @Nullable String subject,
        @Nullable Instant sent,
        int leftOut,
        @Nullable String why,
        List<Part> parts) {

    /**
     * An attachment.
     *
     * @param document null when it did not become one, or is gone
     * @param why it did not
     */
    public record Part(int part, String name, @Nullable UUID document, @Nullable String why) {}
}
