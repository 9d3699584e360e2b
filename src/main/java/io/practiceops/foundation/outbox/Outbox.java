package io.practiceops.foundation.outbox;

import io.practiceops.foundation.jobs.Tasks;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Cursor;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Right;
import io.practiceops.foundation.kernel.Slice;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Mail that leaves with the transaction that causes it. Belongs to the firm of the actor, or, for
 * an actor without one, to the installation.
 */
public class Outbox {

    public static final Right READ = new Right("mail.read");
    public static final Right SEND = new Right("mail.send");

    private final OutboxTransactions transactions;
    private final OutboxStore store;
    private final Tasks tasks;
    private final SmtpSettings settings;
    private final Clock clock;
    private final Ids ids;

    Outbox(
            OutboxTransactions transactions,
            OutboxStore store,
            Tasks tasks,
            SmtpSettings settings,
            Clock clock,
            Ids ids) {
        this.transactions = transactions;
        this.store = store;
        this.tasks = tasks;
        this.settings = settings;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Writes the mail within the current transaction and has it sent after the commit; kept when no
     * mail server is configured. Sent at least once. Asks for no right: that the mail is due is
     * decided by what happened.
     *
     * @return its id in the outbox
     * @throws IllegalStateException without a transaction. For an actor without a firm it must be
     *     one {@link io.practiceops.foundation.database.AcrossFirms across firms}.
     */
    public UUID mail(Mail mail) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "Mail is written within the transaction it follows from; there is none.");
        }
        var id = ids.next();
        if (settings.isConfigured()) {
            store.insert(id, mail, Message.State.QUEUED, clock.instant());
            tasks.schedule(new SendMail(id, 1));
        } else {
            store.insert(id, mail, Message.State.KEPT, clock.instant());
        }
        return id;
    }

    /**
     * The mail of the actor's firm, newest first.
     *
     * @param state only those in this state; null for all
     * @param cursor where an earlier slice ended; null for the beginning
     */
    public Slice<Message> newest(
            Message.@Nullable State state, @Nullable String cursor, int limit) {
        Acting.require(READ);
        var after = Cursor.parse(cursor, 1);
        return transactions.ours(() ->
                Slice.of(
                        store.newest(state, after, limit),
                        limit,
                        message -> Cursor.at(message.id())));
    }

    /** Whether mail leaves the house; without a mail server it is kept. */
    public boolean isSending() {
        return settings.isConfigured();
    }

    public Letter one(UUID id) {
        Acting.require(READ);
        return transactions
                .ours(() -> store.find(id))
                .orElseThrow(() -> Problem.notFound("message"))
                .letter()
                .withoutKeys();
    }

    /**
     * Sends a message again that was kept, failed, or sent and did not arrive. It leaves under a
     * new Message-ID, so that it isn't taken for the old one.
     */
    public void resend(UUID id) {
        Acting.require(SEND);
        var _ =
                transactions
                        .ours(() -> store.find(id))
                        .orElseThrow(() -> Problem.notFound("message"));
        if (!settings.isConfigured()) {
            throw Problem.conflict(
                    "No SMTP server is configured, so nothing can be sent.",
                    "Set PRACTICEOPS_SMTP_HOST and what belongs to it, and restart; see"
                            + " docs/jobs-and-mail.md.");
        }
        transactions.ours(() -> handIn(id));
    }

    private int handIn(UUID id) {
        if (store.find(id).isEmpty()) {
            throw Problem.notFound("message");
        }
        var sending =
                store.handIn(id)
                        .orElseThrow(() ->
                                Problem.conflict(
                                        "This message is on its way already.",
                                        "Wait for its next try; the list says when the last one"
                                                + " was."));
        tasks.schedule(new SendMail(id, sending));
        return sending;
    }
}
