import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Fills one firm of a PracticeOps database with clients and documents, the same ones every time.
 */
final class Fill {

    private static final String USAGE =
            """
            Usage: bench/run fill (--home DIR | --url URL --owner LOGIN) [OPTIONS]

            Fills one firm with clients and with documents of about 300 words, straight into the
            tables. A second run adds nothing.

            %s
              --firm ID         the firm (the first there is)
              --clients N       how many (100000)
              --documents N     how many (20000)
              --help            this text

            Loopback databases only.
            """
                    .formatted(Database.OPTIONS.stripTrailing());

    static final int CLIENTS = 100_000;
    static final int DOCUMENTS = 20_000;
    static final int WORDS = 300;

    private static final int BATCH = 1_000;
    private static final long SEED = 20261122;
    private static final Instant FIRST = Instant.parse("2024-01-01T09:00:00Z");

    private final Connection connection;
    private final UUID firm;

    private Fill(Connection connection, UUID firm) {
        this.connection = connection;
        this.firm = firm;
    }

    static void main(String[] arguments) throws Exception {
        Program.run(USAGE, arguments, Fill::run);
    }

    private static int run(Program program) throws Exception {
        program.refuseWords();
        var clients = program.whole("--clients", CLIENTS);
        var documents = program.whole("--documents", DOCUMENTS);
        var firm = program.text("--firm").map(Fill::id);
        try (var connection = Database.of(program).asOwner()) {
            into(
                    connection,
                    firm.isPresent() ? firm.get() : firstFirm(connection),
                    clients,
                    documents);
        }
        return 0;
    }

    /** Fills and leaves the statistics and the visibility map as they are in a settled database. */
    static void into(Connection connection, UUID firm, int clients, int documents)
            throws SQLException {
        var started = System.nanoTime();
        connection.setAutoCommit(false);
        var fill = new Fill(connection, firm);
        var ids = fill.clients(clients);
        if (documents > 0) {
            fill.documents(documents, ids);
        }
        connection.setAutoCommit(true);
        for (var table : documents > 0 ? TABLES : TABLES.subList(0, 1)) {
            execute(connection, "VACUUM (ANALYZE) " + table);
        }
        var seconds = (System.nanoTime() - started) / 1e9;
        IO.println(
                "Filled %d clients and %d documents in %.1f s."
                        .formatted(clients, documents, seconds));
    }

    static UUID firstFirm(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(FIRST_FIRM)) {
            if (rows.next()) {
                return rows.getObject(1, UUID.class);
            }
        }
        throw new Program.Refused(
                "There is no firm yet. Start the application with: ./practiceops demo");
    }

    /** Searches that find something in what {@link #into} has written. */
    static List<String> searches(int number) {
        return new Words(new SplittableRandom(SEED)).searches(number);
    }

    private List<UUID> clients(int number) throws SQLException {
        var random = new SplittableRandom(SEED);
        var names = new Names(random);
        var all = new ArrayList<UUID>();
        try (var insert = connection.prepareStatement(INSERT_CLIENTS)) {
            for (var from = 0; from < number; from += BATCH) {
                var size = Math.min(BATCH, number - from);
                var rows = new Columns(size, "uuid", "text", "text", "text", "timestamptz");
                for (var i = 0; i < size; i++) {
                    var company = random.nextInt(3) == 0;
                    var name = company ? names.company() : names.person();
                    var created = FIRST.plusSeconds(300L * (from + i));
                    var id = timeOrdered(created, random);
                    all.add(id);
                    rows.row(
                            i,
                            id,
                            name,
                            company ? "ORGANIZATION" : "INDIVIDUAL",
                            email(name, from + i),
                            text(created));
                }
                rows.insert(insert);
            }
        }
        return all;
    }

    private void documents(int number, List<UUID> clients) throws SQLException {
        var random = new SplittableRandom(SEED);
        var words = new Words(random);
        try (var insert = connection.prepareStatement(INSERT_DOCUMENTS);
                var index = connection.prepareStatement(INSERT_SEARCH_ENTRIES)) {
            for (var from = 0; from < number; from += BATCH) {
                var size = Math.min(BATCH, number - from);
                var rows = new Columns(size, "uuid", "uuid", "text", "timestamptz");
                var entries = new Columns(size, "uuid", "text", "text");
                for (var i = 0; i < size; i++) {
                    var created = FIRST.plusSeconds(1_500L * (from + i));
                    var id = timeOrdered(created, random);
                    var title = words.title();
                    var file = title.toLowerCase().replace(' ', '-') + ".pdf";
                    var client = clients.get(random.nextInt(clients.size()));
                    rows.row(i, id, client, file, text(created));
                    entries.row(i, id, title, words.text(WORDS));
                }
                rows.insert(insert);
                entries.insert(index);
            }
        }
    }

    /** UUID version 7, as the application makes them, so that indexes fill as they do there. */
    static UUID timeOrdered(Instant time, SplittableRandom random) {
        var high = time.toEpochMilli() << 16 | 0x7000 | random.nextInt(0x1000);
        var low = random.nextLong() >>> 2 | Long.MIN_VALUE;
        return new UUID(high, low);
    }

    private static String email(String name, int number) {
        return name.toLowerCase().replaceAll("[^a-z]+", "") + number + "@example.com";
    }

    private static String text(Instant time) {
        return time.toString();
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw new Program.Refused("\"" + text + "\" is no id of a firm.");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Rows turned into arrays for unnest, one a column; the firm is the first parameter. */
    private final class Columns {

        private final String[] types;
        private final Object[][] values;

        Columns(int size, String... types) {
            this.types = types;
            this.values = new Object[types.length][size];
        }

        void row(int index, Object... row) {
            for (var column = 0; column < types.length; column++) {
                values[column][index] = row[column];
            }
        }

        void insert(PreparedStatement statement) throws SQLException {
            statement.setObject(1, firm);
            for (var column = 0; column < types.length; column++) {
                statement.setArray(
                        column + 2, connection.createArrayOf(types[column], values[column]));
            }
            statement.execute();
            connection.commit();
        }
    }

    // All that is known here of the application's tables.

    static final List<String> TABLES =
            List.of("client", "document", "document_version", "search_entry");

    private static final String FIRST_FIRM = "SELECT id FROM firm ORDER BY id LIMIT 1";

    private static final String INSERT_CLIENTS =
            """
            INSERT INTO client (firm_id, id, name, kind, email, created_at)
            SELECT ?, * FROM unnest(?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """;

    private static final String INSERT_DOCUMENTS =
            """
            WITH one AS (
              SELECT ?::uuid AS firm, d.*
                FROM unnest(?, ?, ?, ?) AS d (id, client, file_name, created_at)),
            document AS (
              INSERT INTO document (firm_id, id, client_id, name, category)
              SELECT firm, id, client, file_name, 'OTHER' FROM one
              ON CONFLICT DO NOTHING)
            INSERT INTO document_version (firm_id, document_id, number, id, file_name, media_type, size,
                                          sha256, state, reading, uploaded_by, uploaded_at)
            SELECT firm, id, 1, md5('version' || id)::uuid, file_name, 'application/pdf', 1000,
                   sha256(id::text::bytea), 'RELEASED', 'SEARCHABLE', 'bench', created_at
              FROM one
            ON CONFLICT DO NOTHING
            """;

    private static final String INSERT_SEARCH_ENTRIES =
            """
            INSERT INTO search_entry (firm_id, object_id, kind, part, title, body)
            SELECT ?, id, 'document', 0, title, body FROM unnest(?, ?, ?) AS t (id, title, body)
            ON CONFLICT DO NOTHING
            """;
}
