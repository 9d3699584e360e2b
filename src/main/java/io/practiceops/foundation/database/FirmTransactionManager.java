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
 * Tells PostgreSQL, at the beginning of each transaction, whose it is: firm and person of the
 * {@link Acting actor}, or the platform role for {@link AcrossFirms}. With neither, row-level
 * security shows nothing.
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
            bind(connection, "SELECT set_config('role', ?, true)", platformRole);
            return;
        }
        var actor = Acting.actor();
        var firm = actor.firm();
        if (firm != null) {
            var user = actor.id() == null ? "" : actor.id().toString();
            bind(
                    connection,
                    "SELECT set_config('practiceops.firm', ?, true), set_config('practiceops.user', ?, true)",
                    firm.toString(),
                    Acting.seesWholeFirm() ? "all" : user);
        }
    }

    private static boolean isAcrossFirms(@Nullable TransactionDefinition definition) {
        return definition instanceof TransactionAttribute attribute
                && attribute.getLabels().contains(AcrossFirms.LABEL);
    }

    private static void bind(Connection connection, String sql, String... values)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}
