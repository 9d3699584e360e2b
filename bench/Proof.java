import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Reading, proving, exporting and verifying a long trail. */
final class Proof {

    private static final String USAGE =
            """
            Usage: bench/run proof [OPTIONS]

            Starts an installation of its own, fills a firm's trail, lets it be sealed, and measures
            pages of the trail, inclusion proofs, the export and its verification.

              --entries N       in the first step (1000000)
              --more N          in the second (10000000)
              --once            the first step only
              --seconds S       of each constant rate (20)
              --dry             do not write docs/figures.md
              --help            this text

            Exits with 1 when a goal was missed or an answer was an error.
            """;

    private static final double PAGES_PER_SECOND = 50;
    private static final double PROOFS_PER_SECOND = 50;
    private static final double PROOF_P99_MILLIS = 50;
    private static final double VERIFIED_PER_SECOND = 1e6;

    private final Program program;
    private final Application application;
    private final Connection owner;
    private final UUID firm;
    private final String authorization;
    private final Figures figures;
    private boolean clean = true;

    private Proof(Program program, Application application, Connection owner, String key)
            throws SQLException {
        this.program = program;
        this.application = application;
        this.owner = owner;
        this.firm = Fill.firstFirm(owner);
        this.authorization = "Authorization: Bearer " + key;
        this.figures = new Figures("Proof", "bench/run proof", application.database().version());
    }

    static void main(String[] arguments) throws Exception {
        Program.run(USAGE, arguments, Proof::run);
    }

    private static int run(Program program) throws Exception {
        program.refuseWords();
        try (var application = Application.start(Application.DEMO);
                var owner = application.database().asOwner()) {
            var key = Application.apiKey(application.home(), Application.DEMO_USER);
            return new Proof(program, application, owner, key).measure();
        }
    }

    private int measure() throws Exception {
        step(program.whole("--entries", 1_000_000));
        if (!program.has("--once")) {
            step(program.whole("--more", 10_000_000));
        }
        figures.seen(
                "Entries have two personal fields each, 50 people and 1,024 objects, all in one firm and one month.");
        figures.seen(
                "Verified by the command line, the start of the JVM and the personal values included.");
        var code = figures.publish(program);
        return clean ? code : 1;
    }

    private void step(int entries) throws Exception {
        var size = "%,d entries".formatted(entries);
        var before = whole("SELECT count(*) FROM audit_event");
        var seconds = new FillTrail(owner, firm).upTo(entries);
        for (var table : TABLES) {
            execute("VACUUM (ANALYZE) " + table);
        }
        IO.println("%s filled and sealed in %.0f s".formatted(size, seconds));
        figures.figure(
                size + ": written and sealed, entries per second",
                format("%.0f", (entries - before) / seconds));
        bytes(entries);
        for (var page : PAGES) {
            rate(
                    "… " + page.words,
                    List.of(application.address() + page.address),
                    PAGES_PER_SECOND,
                    0);
        }
        rate("… inclusion proof", proofs(), PROOFS_PER_SECOND, PROOF_P99_MILLIS);
        export(entries);
    }

    private void bytes(int entries) throws SQLException {
        var parts = new ArrayList<String>();
        var total = 0.0;
        for (var table : TABLES) {
            var bytes = whole(SIZE.formatted(table)) / (double) entries;
            total += bytes;
            parts.add(format("%s %.0f", table, bytes));
        }
        figures.figure(
                "… bytes per entry, with indexes",
                format("%.0f (%s)", total, String.join(", ", parts)));
    }

    private void rate(String what, List<String> addresses, double perSecond, double goal)
            throws IOException {
        var plan =
                LoadPlan.open(
                        Requests.of(addresses, List.of(authorization)),
                        perSecond,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(program.whole("--seconds", 20)));
        var result = LoadLoop.run(plan);
        clean &= result.isClean();
        var name = format("%s at %.0f/s: p50, p99, ms", what, perSecond);
        var measured = format("%.1f, %.1f", result.millis(0.5), result.millis(0.99));
        if (!result.isClean()) {
            figures.seen(what + " had errors: " + result.errors());
        }
        if (goal > 0) {
            figures.figure(
                    name,
                    measured,
                    format("≤ %.0f", goal),
                    result.isClean() && result.millis(0.99) <= goal);
        } else {
            figures.figure(name, measured);
        }
        IO.println(name + " " + measured);
    }

    private List<String> proofs() throws SQLException {
        var addresses = new ArrayList<String>();
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery(SOME_ENTRIES.formatted(firm))) {
            while (rows.next()) {
                addresses.add(
                        application.address() + "/api/v1/audit/" + rows.getString(1) + "/proof");
            }
        }
        return addresses;
    }

    private void export(int entries) throws Exception {
        var folder = application.home().resolveSibling("export-" + entries);
        var seconds =
                command(
                        "audit",
                        "export",
                        "--firm",
                        firm.toString(),
                        "--from",
                        "2020-01-01",
                        "--until",
                        "2099-12-31",
                        "--to",
                        folder.toString());
        figures.figure(
                "… exported, entries per second", format("%.0f", entries / seconds.seconds()));
        var bytes = 0L;
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        figures.figure("… bytes per entry in the export", format("%.0f", bytes / (double) entries));
        var verified = command("audit", "verify", folder.toString(), "--json");
        IO.println(verified.output());
        figures.figure(
                "… verified, entries per second",
                format("%.0f", entries / verified.seconds()),
                "≥ 1000000",
                entries / verified.seconds() >= VERIFIED_PER_SECOND);
    }

    private record Done(double seconds, String output) {}

    private Done command(String... words) throws Exception {
        var started = System.nanoTime();
        var output = Application.command(application.home(), List.of(words));
        return new Done((System.nanoTime() - started) / 1e9, output);
    }

    private long whole(String sql) throws SQLException {
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String format(String words, Object... values) {
        return String.format(Locale.ROOT, words, values);
    }

    // All that is known here of the application's tables and addresses.

    private record Page(String words, String address) {}

    private static final List<Page> PAGES =
            List.of(
                    new Page("newest 50 (API)", "/api/v1/audit?limit=50"),
                    new Page("of one action", "/api/v1/audit?limit=50&action=client.taken-on"),
                    new Page(
                            "of one person",
                            "/api/v1/audit?limit=50&actor=00000000-0000-7000-8000-000000000007"),
                    new Page(
                            "of one object",
                            "/api/v1/audit?limit=50&objectType=document&objectId=00000000-0000-7000-9000-000000000007"),
                    new Page(
                            "denied (there are next to none)",
                            "/api/v1/audit?limit=50&outcome=DENIED"));

    private static final List<String> TABLES =
            List.of(
                    "audit_event",
                    "audit_personal",
                    "audit_leaf",
                    "audit_tile",
                    "audit_root",
                    "audit_inbox");

    private static final String SIZE =
            """
            SELECT sum(pg_total_relation_size(relid)) FROM pg_partition_tree('%1$s')
            UNION ALL SELECT pg_total_relation_size('%1$s') ORDER BY 1 DESC NULLS LAST LIMIT 1
            """;

    private static final String SOME_ENTRIES =
            "SELECT event_id FROM audit_leaf TABLESAMPLE SYSTEM (1) JOIN audit_log l ON l.id = log_id"
                    + " WHERE l.firm_id = '%s' LIMIT 500";
}
