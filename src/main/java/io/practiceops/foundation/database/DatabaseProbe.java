package io.practiceops.foundation.database;

import io.practiceops.foundation.kernel.Check.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Looks at the database without starting anything: for an installation that may not start at all.
 */
public final class DatabaseProbe {

    private static final String PREFIX = "PRACTICEOPS_DATABASE_";
    private static final String PLATFORM = "practiceops_platform";
    private static final Duration SKEW = Duration.ofSeconds(5);

    private final Path home;
    private final Map<String, String> environment;

    public DatabaseProbe(Path home, Map<String, String> environment) {
        this.home = home.toAbsolutePath();
        this.environment = environment;
    }

    /** Whether a server could start on this database, and whom it belongs to. */
    public Result database() {
        try {
            var external = external();
            return external == null ? embedded() : server(external, "External");
        } catch (DatabaseRefused refused) {
            return Result.bad(
                    String.valueOf(refused.getMessage()), Map.of(), "Do what the sentence says.");
        } catch (SQLException | IOException e) {
            return Result.bad(
                    "The database does not answer: " + e.getMessage(),
                    Map.of(),
                    "Check that it runs, and " + PREFIX + "URL, USER and PASSWORD.");
        }
    }

    /** How far the database's clock is from this machine's; unknown while no database answers. */
    public Result clock() {
        try {
            var access = running();
            if (access == null) {
                return Result.unknown(
                        "No database runs to compare the clock with.",
                        "Start the server and look again.");
            }
            try (var connection = connect(access)) {
                var there =
                        single(connection, "SELECT clock_timestamp()", OffsetDateTime.class)
                                .toInstant();
                var apart = Duration.between(there, Instant.now()).abs();
                Map<String, Object> facts = Map.of("apart", apart.toMillis() + " ms");
                return apart.compareTo(SKEW) > 0
                        ? Result.warn(
                                "This machine's clock is %d s from the database's."
                                        .formatted(apart.toSeconds()),
                                facts,
                                "Run a time service (NTP) on both.")
                        : Result.good("The clocks of machine and database agree.", facts);
            }
        } catch (SQLException | IOException | DatabaseRefused e) {
            return Result.unknown(
                    "No database answers to compare the clock with.",
                    "See the line on the database.");
        }
    }

    private Result embedded() throws IOException, SQLException {
        var running = EmbeddedPostgres.attach(home);
        if (running.isPresent()) {
            return server(running.get(), "Embedded, running");
        }
        PostgresAccount.detect(environment).requireReach(nearestExisting(home));
        var made = home.resolve("pgdata/PG_VERSION").toFile().exists();
        return Result.good(
                made
                        ? "Embedded, not running now; its data is there."
                        : "Embedded; it will be made at the first start.",
                Map.of("home", home.toString()));
    }

    /** The first start makes the rest, so that PostgreSQL's account can reach it. */
    private static Path nearestExisting(Path folder) {
        var there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }

    private Result server(DatabaseAccess access, String how) throws SQLException {
        try (var connection = connect(access)) {
            var facts = new LinkedHashMap<String, Object>();
            facts.put("version", single(connection, "SHOW server_version", String.class));
            facts.put("url", access.url());
            if (single(
                    connection,
                    "SELECT to_regclass('flyway_schema_history') IS NOT NULL",
                    Boolean.class)) {
                FirmIsolation.verify(
                        new SingleConnectionDataSource(connection, true), access, PLATFORM);
                facts.put("firms kept apart", "verified");
            }
            return Result.good(how + ", PostgreSQL " + facts.get("version") + ".", facts);
        }
    }

    private @Nullable DatabaseAccess running() throws IOException {
        var external = external();
        return external == null ? EmbeddedPostgres.attach(home).orElse(null) : external;
    }

    private @Nullable DatabaseAccess external() {
        var settings =
                new DatabaseSettings(
                        environment.get(PREFIX + "URL"),
                        environment.get(PREFIX + "USER"),
                        environment.get(PREFIX + "PASSWORD"),
                        environment.get(PREFIX + "OWNER_USER"),
                        environment.get(PREFIX + "OWNER_PASSWORD"),
                        PLATFORM,
                        1);
        return settings.isExternal() ? settings.external() : null;
    }

    private static Connection connect(DatabaseAccess access) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", access.app().user());
        properties.setProperty("password", access.app().password());
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "10");
        return DriverManager.getConnection(access.url(), properties);
    }

    private static <T> T single(Connection connection, String sql, Class<T> type)
            throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getObject(1, type);
        }
    }
}
