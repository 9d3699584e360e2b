package io.practiceops.foundation.outbox;

import java.util.UUID;

/**
 * The task to send a message.
 *
 * @param sending which handing-in it belongs to: a task left over from an earlier one does nothing
 */
record SendMail(UUID message, int sending) {}
