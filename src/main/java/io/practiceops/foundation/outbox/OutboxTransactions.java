package io.practiceops.foundation.outbox;

import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.foundation.kernel.Acting;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions for one's own mail: the firm's in the name of the firm, else that of the
 * installation.
 */
final class OutboxTransactions {

    private final TransactionTemplate ofFirm;
    private final TransactionTemplate acrossFirms;

    OutboxTransactions(PlatformTransactionManager transactions) {
        this.ofFirm = new TransactionTemplate(transactions);
        this.acrossFirms = new AcrossFirmsTemplate(transactions);
    }

    <T extends @Nullable Object> T ours(Supplier<T> work) {
        return (Acting.actor().firm() == null ? acrossFirms : ofFirm).execute(_ -> work.get());
    }

    <T extends @Nullable Object> T acrossFirms(Supplier<T> work) {
        return acrossFirms.execute(_ -> work.get());
    }
}
