package io.practiceops.foundation.outbox;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message with its text.
 *
 * @param messageId the header it was last sent with; null before the first try
 */
public record Letter(Message message, String text, @Nullable String messageId) {

    private static final Pattern OPENING_LINK = Pattern.compile("(://[^\\s]*/)[A-Za-z0-9_-]{32,}");

    /** For whoever looks after the mail: what a link in it opens is for the recipient alone. */
    Letter withoutKeys() {
        return new Letter(message, OPENING_LINK.matcher(text).replaceAll("$1•••"), messageId);
    }
}
