import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** The small transaction most requests are: name the firm, read, commit. */
final class ReadTransaction {

    enum Way {
        POLICIES("policies on", true, true),
        NO_POLICIES("policies off", true, false),
        PLAIN("policies off, firm not named", false, false);

        final String words;
        private final boolean namesFirm;
        private final boolean underPolicies;

        Way(String words, boolean namesFirm, boolean underPolicies) {
            this.words = words;
            this.namesFirm = namesFirm;
            this.underPolicies = underPolicies;
        }
    }

    /** A client somewhere in the list: what a cursor and a link hold. */
    private record Place(UUID id, String name) {}

    private static final int FIRST_UNMEASURED = 100;

    private final Database database;
    private final UUID firm;
    private final List<Place> places;

    private ReadTransaction(Database database, UUID firm, List<Place> places) {
        this.database = database;
        this.firm = firm;
        this.places = places;
    }

    static ReadTransaction of(Database database, UUID firm, Connection owner) throws SQLException {
        var places = new ArrayList<Place>();
        try (var statement = owner.prepareStatement(PLACES)) {
            statement.setObject(1, firm);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    places.add(new Place(rows.getObject("id", UUID.class), rows.getString("name")));
                }
            }
        }
        if (places.size() < 100) {
            throw new Program.Refused("The firm has too few clients. Run bench/run fill first.");
        }
        return new ReadTransaction(database, firm, places);
    }

    /** Transactions per second over one connection of the app login. */
    double perSecond(Read read, Way way, double seconds, int seed) throws SQLException {
        var random = new SplittableRandom(seed);
        try (var connection = database.asApp()) {
            connection.setAutoCommit(false);
            // pgjdbc prepares on the server from the fifth time on, and PostgreSQL then settles on
            // a plan.
            for (var i = 0; i < FIRST_UNMEASURED; i++) {
                run(connection, read, way, place(random));
            }
            var count = 0L;
            var start = System.nanoTime();
            var now = start;
            while (now - start < seconds * 1e9) {
                run(connection, read, way, place(random));
                count++;
                now = System.nanoTime();
            }
            return count * 1e9 / (now - start);
        }
    }

    /** The plan, of the second time, when everything is in memory. */
    String explain(Read read, Way way) throws SQLException {
        var lines = new StringBuilder();
        try (var connection = database.asApp()) {
            connection.setAutoCommit(false);
            nameFirm(connection);
            var sql = "EXPLAIN (ANALYZE, BUFFERS) " + sql(read, way);
            for (var time = 0; time < 2; time++) {
                lines.setLength(0);
                try (var statement = connection.prepareStatement(sql)) {
                    bind(statement, read, way, places.get(places.size() / 2));
                    try (var result = statement.executeQuery()) {
                        while (result.next()) {
                            lines.append(result.getString(1)).append('\n');
                        }
                    }
                }
            }
        }
        return lines.toString();
    }

    private Place place(SplittableRandom random) {
        return places.get(random.nextInt(places.size()));
    }

    private void run(Connection connection, Read read, Way way, Place place) throws SQLException {
        if (way.namesFirm) {
            nameFirm(connection);
        }
        var rows = 0;
        try (var statement = connection.prepareStatement(sql(read, way))) {
            bind(statement, read, way, place);
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    result.getObject("id", UUID.class);
                    result.getString("name");
                    rows++;
                }
            }
        }
        if (rows != read.rows) {
            throw new Program.Refused(
                    "With %s, %s had %d rows: the measure is void."
                            .formatted(way.words, read.words, rows));
        }
        connection.commit();
    }

    private void nameFirm(Connection connection) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        "SELECT set_config(?, ?, true), set_config('practiceops.user', 'all', true)")) {
            statement.setString(1, "practiceops.firm");
            statement.setString(2, firm.toString());
            statement.execute();
        }
    }

    private void bind(PreparedStatement statement, Read read, Way way, Place place)
            throws SQLException {
        var parameter = 1;
        if (read == Read.PAGE) {
            statement.setString(parameter++, place.name);
        }
        statement.setObject(parameter++, place.id);
        if (!way.underPolicies) {
            statement.setObject(parameter, firm);
        }
    }

    private static String sql(Read read, Way way) {
        return way.underPolicies
                ? read.sql.formatted(TABLE, "")
                : read.sql.formatted(PlainCopy.SCHEMA + "." + TABLE, "AND firm_id = ?");
    }

    // All that is known here of the application's tables and statements.

    static final String TABLE = "client";

    enum Read {
        PAGE(
                "a page of 50 clients",
                50,
                """
                SELECT id, name, kind, email, created_at FROM %s
                 WHERE (sort_name, id) > (lower(?), ?) %s
                 ORDER BY sort_name, id LIMIT 50
                """),
        ONE(
                "one client by its key",
                1,
                """
                SELECT id, name, kind, email, created_at FROM %s
                 WHERE id = ? %s
                """);

        final String words;
        private final int rows;
        private final String sql;

        Read(String words, int rows, String sql) {
            this.words = words;
            this.rows = rows;
            this.sql = sql;
        }
    }

    /** Evenly from the list, without its last page, which is shorter. */
    private static final String PLACES =
            """
            SELECT id, name FROM (
              SELECT id, name, row_number() OVER (ORDER BY sort_name DESC, id DESC) AS place
                FROM client WHERE firm_id = ?) AS sorted
             WHERE place > 50 AND place % 10 = 0
            """;
}
