package io.practiceops.foundation.database;

import com.zaxxer.hikari.HikariDataSource;
import io.practiceops.foundation.kernel.Check;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether the database answers, how fast, and whether connections are left. */
final class DatabaseCheck implements Check {

    private static final Duration SLOW = Duration.ofMillis(250);
    private static final double MEGABYTE = 1_000_000;

    private static final String RESTART =
            "Restart PracticeOps: it starts its PostgreSQL with it. The log says how that one ended.";
    private static final String CALL =
            "Look whether the server of PRACTICEOPS_DATABASE_URL runs and can be reached from here.";

    private final HikariDataSource pool;
    private final JdbcClient jdbc;
    private final boolean external;

    DatabaseCheck(HikariDataSource pool, boolean external) {
        this.pool = pool;
        this.jdbc = JdbcClient.create(pool);
        this.external = external;
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public String title() {
        return "Database";
    }

    @Override
    public boolean vital() {
        return true;
    }

    @Override
    public Result look() {
        try {
            return ask();
        } catch (DataAccessException gone) {
            return Result.bad(
                    "The database does not answer.",
                    Map.of("server", kind()),
                    external ? CALL : RESTART);
        }
    }

    private Result ask() {
        var begun = System.nanoTime();
        var server =
                jdbc.sql("SELECT current_setting('server_version')").query(String.class).single();
        var roundTrip = Duration.ofNanos(System.nanoTime() - begun);
        var connections = pool.getHikariPoolMXBean();
        var facts = facts(server.split(" ", 2)[0], roundTrip);
        if (connections.getThreadsAwaitingConnection() > 0) {
            return Result.warn(
                    "All connections are in use; work waits for one.",
                    facts,
                    "See the slow queries. If none is slow, raise practiceops.database.connections.");
        }
        if (roundTrip.compareTo(SLOW) > 0) {
            return Result.warn(
                    "The database is slow: %d ms for the shortest question."
                            .formatted(roundTrip.toMillis()),
                    facts,
                    "See the slow queries, and how busy the machine and its disk are.");
        }
        return Result.good("Answers in %s ms.".formatted(milliseconds(roundTrip)), facts);
    }

    private Map<String, Object> facts(String version, Duration roundTrip) {
        var connections = pool.getHikariPoolMXBean();
        var size =
                jdbc.sql("SELECT pg_database_size(current_database())").query(Long.class).single();
        var facts = new LinkedHashMap<String, Object>();
        facts.put("server", "PostgreSQL " + version + ", " + kind());
        facts.put("round trip, ms", Double.valueOf(milliseconds(roundTrip)));
        facts.put("connections in use", connections.getActiveConnections());
        facts.put("connections open", connections.getTotalConnections());
        facts.put("connections at most", pool.getMaximumPoolSize());
        facts.put("waiting for one", connections.getThreadsAwaitingConnection());
        facts.put("size, MB", Math.round(size / MEGABYTE * 10) / 10.0);
        return facts;
    }

    private String kind() {
        return external ? "external" : "embedded";
    }

    private static String milliseconds(Duration duration) {
        return String.format(java.util.Locale.ROOT, "%.1f", duration.toNanos() / 1e6);
    }
}
