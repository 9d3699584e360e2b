package io.practiceops.foundation.database;

import io.practiceops.foundation.kernel.Acting;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.TransactionAttribute;

/**
 * Tells PostgreSQL, at the beginning of each transaction, whose it is: the firm of the {@link
 * Acting actor}, or the platform role for {@link AcrossFirms}. With neither, row-level security
 * shows nothing.
 */
final class FirmTransactionManager extends JdbcTransactionManager {

    private final String platformRole;

    FirmTransactionManager(DataSource dataSource, String platformRole) {
        super(dataSource);
        this.platformRole = platformRole;
    }

    @Override
    protected void prepareTransactionalConnection(
            Connection connection, TransactionDefinition definition) throws SQLException {
        super.prepareTransactionalConnection(connection, definition);
        if (isAcrossFirms(definition)) {
            set(connection, "role", platformRole);
            return;
        }
        var firm = Acting.actor().firm();
        if (firm != null) {
            set(connection, "practiceops.firm", firm.toString());
        }
    }

    private static boolean isAcrossFirms(@Nullable TransactionDefinition definition) {
        return definition instanceof TransactionAttribute attribute
                && attribute.getLabels().contains(AcrossFirms.LABEL);
    }

    private static void set(Connection connection, String setting, String value)
            throws SQLException {
        try (var statement = connection.prepareStatement("SELECT set_config(?, ?, true)")) {
            statement.setString(1, setting);
            statement.setString(2, value);
            statement.execute();
        }
    }
}
