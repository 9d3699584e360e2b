package io.practiceops.foundation.database;

import io.practiceops.foundation.database.SlowStatements.Statement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The view pg_stat_statements, as far as this database has it and the platform role may read it.
 */
@Component
class StatementStatistics {

    private static final double NANOS = 1_000_000;

    private final JdbcClient jdbc;

    StatementStatistics(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @AcrossFirms(readOnly = true)
    public boolean isReadable() {
        return jdbc.sql(
                        """
                        SELECT to_regclass('pg_stat_statements') IS NOT NULL
                               AND pg_has_role(current_user, 'pg_read_all_stats', 'USAGE')
                        """)
                .query(Boolean.class)
                .single();
    }

    @AcrossFirms(readOnly = true)
    public List<Statement> slowest(int most) {
        return jdbc.sql(
                        """
                        SELECT s.query, s.calls, s.mean_exec_time, s.max_exec_time, s.total_exec_time, s.rows
                          FROM pg_stat_statements s
                          JOIN pg_database d ON d.oid = s.dbid
                         WHERE d.datname = current_database() AND s.calls > 0
                           AND s.query ~* '^\\s*(select|insert|update|delete|with|call|merge)\\M'
                         ORDER BY s.mean_exec_time DESC LIMIT :most
                        """)
                .param("most", most)
                .query(StatementStatistics::statement)
                .list();
    }

    private static Statement statement(ResultSet row, int number) throws SQLException {
        return new Statement(
                row.getString("query"),
                row.getLong("calls"),
                duration(row.getDouble("mean_exec_time")),
                duration(row.getDouble("max_exec_time")),
                duration(row.getDouble("total_exec_time")),
                row.getLong("rows"));
    }

    private static Duration duration(double milliseconds) {
        return Duration.ofNanos(Math.round(milliseconds * NANOS));
    }
}
