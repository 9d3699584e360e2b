import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/** How long finding documents takes, from the statement to its last row. */
final class Searching {

    private static final String USAGE =
            """
            Usage: bench/run search [OPTIONS]

            Puts as many documents as asked for into the search index of a firm of its own, in steps, and
            measures searches over them as a person who is shut out of twenty clients: words rare and
            common, phrases, mistyped names, filters, days. Each is the statement the application sends,
            with its snippets, 25 to a page.

            %s
              --documents N     how many, in rising steps (100000,1000000)
              --times N         each search (30)
              --kept            search what an earlier run with the same --home or --url has left
              --dry             do not write docs/figures.md
              --help            this text

            Exits with 1 when the goal was missed. Loopback databases only.
            """
                    .formatted(Database.OPTIONS.stripTrailing());

    private static final double GOAL_MILLIS = 100;
    private static final String KIND = "bench";
    private static final int PAGE = 26;
    private static final int WORDS = 20_000;
    private static final UUID FIRM = UUID.fromString("00000000-0000-7000-8000-00000000be4c");
    private static final UUID PERSON = UUID.fromString("00000000-0000-7000-8000-00000000be4d");

    /** What is looked for; {@code %s} is a word of the kind that is named. */
    private enum Search {
        RARE("a rare word (1 in 10,000)", "rare%05d", "{}"),
        SELDOM("a seldom word (1 in 200)", "seldom%04d", "{}"),
        COMMON("a common word (1 in 7)", "quarterly", "{}"),
        EVERYWHERE("a word that all have", "client", "{}"),
        UNFINISHED("an unfinished word", "quart", "{}"),
        TWO("two words, common and seldom", "quarterly seldom%04d", "{}"),
        PHRASE("a phrase, common and seldom word", "\"filed seldom%04d\"", "{}"),
        MISTYPED("a mistyped name", "engagment", "{}"),
        ABSENT("a word nothing has", "wildebeest%d", "{}"),
        FILTERED("a common word with category and year", "client", "{category:C%d,year:2019}"),
        TAGGED("a common word with a rare tag", "client", "{tag:urgent}"),
        FILTERS("filters alone", "", "{category:C%d,classification:PRIVILEGED,year:2014}"),
        NEWEST("the newest", "", "{}");

        final String words;
        final String query;
        final String facets;

        Search(String words, String query, String facets) {
            this.words = words;
            this.query = query;
            this.facets = facets;
        }
    }

    private final Connection owner;
    private final Connection app;
    private final Figures figures;
    private final int times;
    private final long server;

    private Searching(Connection owner, Connection app, Figures figures, int times)
            throws SQLException {
        this.owner = owner;
        this.app = app;
        this.figures = figures;
        this.times = times;
        try (var statement = app.createStatement();
                var row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            server = row.getLong(1);
        }
        app.commit();
    }

    static void main(String[] arguments) throws Exception {
        Program.run(USAGE, arguments, Searching::run);
    }

    private static int run(Program program) throws Exception {
        program.refuseWords();
        if (program.has("--home") || program.has("--url")) {
            return measure(program, Database.of(program));
        }
        try (var application = Application.start(Application.DEMO)) {
            return measure(program, application.database());
        }
    }

    private static int measure(Program program, Database database) throws Exception {
        try (var owner = database.asOwner();
                var app = database.asApp()) {
            owner.setAutoCommit(true);
            app.setAutoCommit(false);
            var figures = new Figures("Search", "bench/run search", database.version());
            var bench = new Searching(owner, app, figures, program.whole("--times", 30));
            if (!program.has("--kept")) {
                bench.prepare();
            }
            var before = 0;
            for (var step : program.text("--documents").orElse("100000,1000000").split(",")) {
                var documents = Integer.parseInt(step.strip());
                if (!program.has("--kept")) {
                    bench.fill(before, documents);
                }
                bench.report(documents);
                before = documents;
            }
            figures.seen(
                    "Milliseconds of one connection, as a person shut out of 20 of 10,000 clients; each"
                            + " document has about 100 words and a title of 6.");
            figures.seen(
                    "A phrase of two words that both stand in a seventh of all documents and never side by"
                            + " side is not among them: PostgreSQL keeps no positions in its index and reads"
                            + " each document that has both, which takes seconds over a million.");
            return figures.publish(program);
        }
    }

    /** A firm with a person shut out of twenty clients, and words to write texts with. */
    private void prepare() throws SQLException {
        execute(
                """
                INSERT INTO firm (id, name, zone, created_at) VALUES ('%1$s', 'Bench', 'UTC', '2026-01-01') ON CONFLICT DO NOTHING;
                INSERT INTO user_account (id, email, name, created_at) VALUES ('%2$s', 'bench@bench.example', 'Bench', '2026-01-01') ON CONFLICT DO NOTHING;
                INSERT INTO membership (user_id, firm_id, roles) VALUES ('%2$s', '%1$s', '{OWNER}') ON CONFLICT DO NOTHING;
                INSERT INTO client (id, firm_id, kind, name, created_at)
                SELECT md5('bench' || i)::uuid, '%1$s', 'ORGANIZATION', 'Client ' || i, '2026-01-01' FROM generate_series(0, 9999) i ON CONFLICT DO NOTHING;
                INSERT INTO client_wall (id, firm_id, client_id, user_id, reason, raised_by, raised_at)
                SELECT md5('wall' || i)::uuid, '%1$s', md5('bench' || i)::uuid, '%2$s', 'Other side', 'bench', '2026-01-01' FROM generate_series(0, 19) i ON CONFLICT DO NOTHING;
                DELETE FROM search_entry WHERE firm_id = '%1$s';
                CREATE TEMP TABLE vocabulary AS
                SELECT i AS place, translate(substr(md5('word' || i), 1, 4 + i %% 7), '0123456789', 'ghijklmnop') AS word FROM generate_series(1, %3$d) i;
                CREATE UNIQUE INDEX ON vocabulary (place);
                SELECT setseed(0.5);
                CREATE TEMP TABLE paragraph AS
                SELECT p, (SELECT string_agg(v.word, ' ') FROM (SELECT power(%3$d, random())::int AS place FROM generate_series(1, 100 + p * 0)) x JOIN vocabulary v USING (place)) AS text
                  FROM generate_series(0, 4999) p;
                CREATE UNIQUE INDEX ON paragraph (p);
                """
                        .formatted(FIRM, PERSON, WORDS));
    }

    private void fill(int from, int until) throws SQLException {
        IO.println("Writing documents %,d to %,d …".formatted(from, until));
        execute(
                """
                SET maintenance_work_mem = '512MB'; SET synchronous_commit = off;
                DROP INDEX IF EXISTS search_entry_words; DROP INDEX IF EXISTS search_entry_title;
                INSERT INTO search_entry (firm_id, kind, object_id, part, title, body, belongs_to, facets)
                SELECT '%1$s', '%2$s', (lpad(to_hex(1700000000000 + i * 30000::bigint), 12, '0') || '7' || substr(md5('d' || i), 1, 3) || '8' || substr(md5('e' || i), 1, 15))::uuid, 0,
                       (ARRAY['Invoice', 'Engagement letter', 'Tax return', 'Bank statement', 'Deed', 'W-2', 'Notice', 'Agreement'])[1 + (i * 7) %% 8]
                         || ' ' || (2010 + i %% 16) || ' ' || v.word || ' ' || w.word || ' ' || i || '.pdf',
                       CASE WHEN i %% 7 = 0 THEN 'quarterly ' ELSE '' END || 'client filed seldom' || lpad((i %% 200)::text, 4, '0') || ' ' || p.text || ' rare' || lpad((i %% 10000)::text, 5, '0'),
                       md5('bench' || i %% 10000)::uuid,
                       ARRAY['client:' || md5('bench' || i %% 10000)::uuid, 'category:C' || (hashint4(i) & 65535) %% 14, 'year:' || 2010 + (hashint4(i + 7) & 65535) %% 16,
                             'classification:' || (ARRAY['CONFIDENTIAL', 'PRIVILEGED', 'INTERNAL'])[1 + (hashint4(i + 13) & 65535) %% 3], 'kind:PDF', 'state:SEARCHABLE', 'by:u' || i %% 20]
                         || CASE WHEN i %% 500 = 77 THEN ARRAY['tag:urgent'] ELSE '{}' END
                  FROM generate_series(%3$d, %4$d - 1) i
                  JOIN paragraph p ON p.p = i * 31 %% 5000
                  JOIN vocabulary v ON v.place = 1 + i * 13 %% %5$d JOIN vocabulary w ON w.place = 1 + i * 17 %% %5$d;
                CREATE INDEX search_entry_words ON search_entry USING gin (words, keys) WITH (fastupdate = off);
                CREATE INDEX search_entry_title ON search_entry USING gin (firm_id, kind, title gin_trgm_ops) WITH (fastupdate = off) WHERE part = 0;
                VACUUM ANALYZE search_entry
                """
                        .formatted(FIRM, KIND, from, until, WORDS));
    }

    private void report(int documents) throws SQLException, IOException {
        var all = new ArrayList<Double>();
        var worked = new ArrayList<Double>();
        var each = new LinkedHashMap<Search, List<Double>>();
        var random = new Random(documents);
        for (var search : Search.values()) {
            each.put(search, new ArrayList<>());
            once(search, random);
        }
        for (var time = 0; time < times; time++) {
            for (var search : Search.values()) {
                var before = Machine.processorNanos(server);
                var millis = once(search, random);
                worked.add((Machine.processorNanos(server) - before) / 1e6);
                each.get(search).add(millis);
                all.add(millis);
            }
        }
        var p95 = percentile(all, 95);
        figures.figure(
                "%,d documents, all searches: p50, p95".formatted(documents),
                words(all),
                "p95 ≤ 100 ms",
                p95 <= GOAL_MILLIS);
        figures.figure("… of that processor time of PostgreSQL: p50, p95", words(worked));
        for (var entry : each.entrySet()) {
            figures.figure("… " + entry.getKey().words, words(entry.getValue()));
            IO.println("%-45s %s".formatted(entry.getKey().words, words(entry.getValue())));
        }
        IO.println(
                "%,d documents: %s, processor %s".formatted(documents, words(all), words(worked)));
    }

    private static String words(List<Double> millis) {
        return String.format(
                Locale.ROOT, "%.1f, %.1f ms", percentile(millis, 50), percentile(millis, 95));
    }

    private static double percentile(List<Double> millis, int percent) {
        var sorted = millis.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    private double once(Search search, Random random) throws SQLException {
        var number =
                random.nextInt(
                        search == Search.RARE
                                ? 10_000
                                : search == Search.FILTERED || search == Search.FILTERS ? 14 : 200);
        var query = search.query.contains("%") ? search.query.formatted(number) : search.query;
        var facets = search.facets.contains("%") ? search.facets.formatted(number) : search.facets;
        var begun = System.nanoTime();
        try (var bind =
                app.prepareStatement(
                        "SELECT set_config('practiceops.firm', ?, true), set_config('practiceops.user', ?, true)")) {
            bind.setString(1, FIRM.toString());
            bind.setString(2, PERSON.toString());
            bind.execute();
        }
        try (var statement =
                app.prepareStatement(
                        """
                        WITH hit AS MATERIALIZED (
                          SELECT object_id, part, rank FROM search_of_firm(?, ?, ?::text[], NULL, NULL, ?)
                           ORDER BY rank DESC, object_id DESC)
                        SELECT h.object_id, e.title,
                               ts_headline('english', substring(e.body FROM greatest(1, strpos(lower(e.body), ?) - 160) FOR 480),
                                           websearch_to_tsquery('english', ?), 'MaxWords=40, MinWords=20')
                          FROM hit h JOIN search_entry e ON e.firm_id = ? AND e.kind = ? AND e.object_id = h.object_id AND e.part = h.part
                         ORDER BY h.rank DESC, h.object_id DESC
                        """)) {
            statement.setString(1, KIND);
            statement.setString(2, query);
            statement.setString(3, facets);
            statement.setInt(4, PAGE);
            statement.setString(5, query);
            statement.setString(6, query);
            statement.setObject(7, FIRM);
            statement.setString(8, KIND);
            try (var rows = statement.executeQuery()) {
                var found = 0;
                while (rows.next()) {
                    rows.getString(3);
                    found++;
                }
                if ((found == 0) != (search == Search.ABSENT)) {
                    throw new Program.Refused(
                            "“%s” with %s found %d: the measure is void."
                                    .formatted(query, facets, found));
                }
            }
        }
        app.commit();
        return (System.nanoTime() - begun) / 1e6;
    }

    private void execute(String statements) throws SQLException {
        try (var statement = owner.createStatement()) {
            for (var sql : statements.split(";")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }
}
