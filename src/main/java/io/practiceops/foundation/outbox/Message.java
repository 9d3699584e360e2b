package io.practiceops.foundation.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail in the outbox.
 *
 * @param attempts tries since it was last handed in for delivery
 * @param lastError why the last try failed; null when it did not
 */
public record Message(
        UUID id,
        String recipient,
        String subject,
        State state,
        int attempts,
        @Nullable String lastError,
        Instant createdAt,
        @Nullable Instant sentAt) {

    /** Where a message is on its way. */
    public enum State {
        /** Stays here, to be read in the console: no mail server was configured. */
        KEPT,
        /** Will be sent, or tried again. */
        QUEUED,
        /** Taken by the mail server. */
        SENT,
        /** Refused for good, or tried for about a day. */
        FAILED
    }
}
