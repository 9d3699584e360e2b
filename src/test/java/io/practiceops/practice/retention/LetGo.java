package io.practiceops.practice.retention;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.springframework.context.ApplicationContext;

/**
 * Takes a document out of retention, which only the owner of the tables can: for tests of its end.
 */
public final class LetGo {

    private LetGo() {}

    /** As if no rule had ever applied to it. */
    public static void of(ApplicationContext application, UUID document) {
        var environment = application.getEnvironment();
        try (var owner =
                        DriverManager.getConnection(
                                environment.getRequiredProperty("practiceops.database.url"),
                                environment.getRequiredProperty("practiceops.database.owner-user"),
                                environment.getRequiredProperty(
                                        "practiceops.database.owner-password"));
                var statement = owner.createStatement()) {
            var rules = "";
            try (var row =
                    statement.executeQuery(
                            "SELECT rules FROM document_kept WHERE document_id = '%s'"
                                    .formatted(document))) {
                rules = row.next() ? row.getString(1) : "";
            }
            statement.execute(
                    "DELETE FROM document_retention WHERE document_id = '%s'".formatted(document));
            statement.execute(
                    "DELETE FROM document_kept WHERE document_id = '%s'".formatted(document));
            statement.execute(
                    """
                    INSERT INTO document_kept (document_id, firm_id, open, rules, counted_at)
                    SELECT id, firm_id, false, '%s', TIMESTAMPTZ '2026-01-01' FROM document WHERE id = '%s'
                    """
                            .formatted(rules, document));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
