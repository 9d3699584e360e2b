package io.practiceops.foundation.database;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.interceptor.TransactionAttribute;
import org.springframework.transaction.support.TransactionTemplate;

/** What {@link AcrossFirms} says on a method, for work that is no method of a bean. */
public final class AcrossFirmsTemplate extends TransactionTemplate implements TransactionAttribute {

    public AcrossFirmsTemplate(PlatformTransactionManager transactions) {
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
