package io.practiceops.foundation.database;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Right;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.stereotype.Component;

/** The statements the database spends longest on, with its own counting (pg_stat_statements). */
@Component
public class SlowStatements {

    public static final Right READ = new Right("metrics.read");

    private static final Logger log = LoggerFactory.getLogger(SlowStatements.class);

    /**
     * One statement, counted since the server's statistics began.
     *
     * @param text with values replaced by $1, $2 …, so that it names nobody
     * @param rows returned or changed, in all
     */
    public record Statement(
            String text, long calls, Duration mean, Duration longest, Duration total, long rows) {}

    private final StatementStatistics statistics;

    SlowStatements(StatementStatistics statistics) {
        this.statistics = statistics;
    }

    /** The slowest on average first; empty where this database does not count, or not for us. */
    public Optional<List<Statement>> slowest(int most) {
        Acting.require(READ);
        return find(most);
    }

    Optional<List<Statement>> find(int most) {
        try {
            return statistics.isReadable()
                    ? Optional.of(statistics.slowest(most))
                    : Optional.empty();
        } catch (BadSqlGrammarException
                | UncategorizedSQLException
                | PermissionDeniedDataAccessException notCounting) {
            log.debug("No statistics of statements", notCounting);
            return Optional.empty();
        }
    }
}
