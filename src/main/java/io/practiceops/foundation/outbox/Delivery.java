package io.practiceops.foundation.outbox;

import io.practiceops.foundation.jobs.Attempt;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;

/**
 * Sends a message. Harmless when it runs twice: only what is queued is sent, under the same
 * Message-ID.
 */
final class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final OutboxTransactions transactions;
    private final OutboxStore store;
    private final @Nullable Smtp smtp;
    private final Clock clock;

    /**
     * @param smtp null when no mail server is configured
     */
    Delivery(OutboxTransactions transactions, OutboxStore store, @Nullable Smtp smtp, Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.smtp = smtp;
        this.clock = clock;
    }

    /** No transaction is open while the server is waited for. */
    void deliver(SendMail task, Attempt attempt) throws MailDelayed {
        var found = transactions.ours(() -> store.find(task.message()));
        if (found.isEmpty() || !isWanted(found.get(), task)) {
            LOG.debug("The message {} is no longer to be sent.", task.message());
            return;
        }
        if (smtp == null) {
            transactions.ours(() -> keep(task));
            return;
        }
        send(found.get().letter(), smtp, smtp.messageId(task.message(), task.sending()), attempt);
    }

    private static boolean isWanted(OutboxStore.Outgoing found, SendMail task) {
        return found.sending() == task.sending()
                && found.letter().message().state() == Message.State.QUEUED;
    }

    private void send(Letter letter, Smtp server, String messageId, Attempt attempt)
            throws MailDelayed {
        var message = letter.message();
        try {
            server.send(message.recipient(), message.subject(), letter.text(), messageId);
        } catch (MailRefused refused) {
            LOG.warn("The message {} was refused for good.", message.id());
            record(message, Message.State.FAILED, true, refused.getMessage(), messageId);
            return;
        } catch (MailException failed) {
            var end = attempt.isLast();
            var state = end ? Message.State.FAILED : Message.State.QUEUED;
            record(message, state, false, SmtpAnswer.words(failed), messageId);
            if (end) {
                return;
            }
            throw new MailDelayed(SmtpAnswer.withoutAddresses(SmtpAnswer.words(failed)));
        }
        record(message, Message.State.SENT, false, null, messageId);
    }

    private void record(
            Message message,
            Message.State state,
            boolean refused,
            @Nullable String error,
            String messageId) {
        transactions.ours(() -> {
            store.tried(message.id(), state, refused, error, messageId, clock.instant());
            return state;
        });
    }

    private Message.State keep(SendMail task) {
        store.keep(task.message());
        return Message.State.KEPT;
    }
}
