package io.practiceops.foundation.outbox;

import org.jspecify.annotations.Nullable;

/**
 * A message with its text.
 *
 * @param messageId the header it was last sent with; null before the first try
 */
public record Letter(Message message, String text, @Nullable String messageId) {}
