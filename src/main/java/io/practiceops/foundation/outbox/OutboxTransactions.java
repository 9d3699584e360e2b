package io.practiceops.foundation.outbox;

import io.practiceops.foundation.database.AcrossFirms;
import io.practiceops.foundation.kernel.Acting;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.interceptor.TransactionAttribute;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

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

    /** What {@link AcrossFirms} says on a method, for one that is no bean's. */
    private static final class AcrossFirmsTemplate extends TransactionTemplate
            implements TransactionAttribute {

        AcrossFirmsTemplate(PlatformTransactionManager transactions) {
            super(transactions);
        }

        @Override
        public @Nullable String getQualifier() {
            return null;
        }

        @Override
        public Collection<String> getLabels() {
            return List.of(AcrossFirms.LABEL);
        }

        @Override
        public boolean rollbackOn(Throwable thrown) {
            return true;
        }
    }
}
