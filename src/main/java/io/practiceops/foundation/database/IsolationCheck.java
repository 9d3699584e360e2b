package io.practiceops.foundation.database;

import io.practiceops.foundation.kernel.Check;
import java.util.LinkedHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether every table with a firm's rows is still held by row-level security. */
final class IsolationCheck implements Check {

    private final JdbcClient jdbc;

    IsolationCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "isolation";
    }

    @Override
    public String title() {
        return "Firms kept apart";
    }

    @Override
    public Result look() {
        var open = FirmIsolation.open(jdbc);
        var held = FirmIsolation.held(jdbc);
        var facts = new LinkedHashMap<String, Object>();
        facts.put("tables under policy", held);
        facts.put("tables without", open.size());
        if (!open.isEmpty()) {
            return Result.bad(
                    "Firms are not kept apart in: %s.".formatted(String.join(", ", open)),
                    facts,
                    "Stop the server. Run, as the owner of the tables: CALL protect_firm_table('the_table', …).");
        }
        return held == 0
                ? Result.unknown(
                        "No table with a firm's rows was found.",
                        "Look at the log of the last start.")
                : Result.good(
                        "All %d tables with a firm's rows are held by policy.".formatted(held),
                        facts);
    }
}
