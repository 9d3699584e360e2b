package io.practiceops.operations.signals;

import io.practiceops.foundation.database.SlowStatements.Statement;

/** A statement as the page shows it. */
public record QueryRow(
        String text, String mean, String longest, String total, String calls, String rows) {

    static QueryRow of(Statement statement) {
        return new QueryRow(
                statement.text().strip().replaceAll("\\s+", " "),
                Amounts.of(statement.mean()),
                Amounts.of(statement.longest()),
                Amounts.of(statement.total()),
                "%,d".formatted(statement.calls()),
                "%,d".formatted(statement.rows()));
    }
}
