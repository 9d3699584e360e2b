import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** What the sealed trail costs the transactions it records, and how soon they are sealed. */
final class Trail {

    private static final String USAGE =
            """
            Usage: bench/run trail [OPTIONS]

            Starts an installation of its own, whose sealer runs, and takes on clients over 16
            connections in turns: with no audit, with a plain audit row of the same columns and
            indexes, with the trail's own rows but for the sealer's, and with the sealed trail; all in
            one firm, and spread over 200.

              --home DIR        the data folder of a running installation instead of an own one
              --seconds S       of each measurement (6)
              --rounds N        turns (5)
              --connections N   (16)
              --firms N         to spread over (200)
              --dry             do not write docs/figures.md
              --help            this text

            Exits with 1 when a goal was missed.
            """;

    private static final double GOAL_OF_PLAIN = 1.0;
    private static final double GOAL_HOT_OF_SPREAD = 0.8;
    private static final double LONGEST_LAG = 2;
    private static final int POLL_MILLIS = 50;

    private final Program program;
    private final Database database;
    private final Connection owner;
    private final Figures figures;
    private final double seconds;
    private final int rounds;
    private final int connections;

    private Trail(Program program, Database database, Connection owner) throws SQLException {
        this.program = program;
        this.database = database;
        this.owner = owner;
        this.figures = new Figures("Trail", "bench/run trail", database.version());
        this.seconds = program.number("--seconds", 6);
        this.rounds = program.whole("--rounds", 5);
        this.connections = program.whole("--connections", 16);
    }

    static void main(String[] arguments) throws Exception {
        Program.run(USAGE, arguments, Trail::run);
    }

    private static int run(Program program) throws Exception {
        program.refuseWords();
        if (program.has("--home")) {
            return measure(program, Database.of(program));
        }
        try (var application = Application.start(Application.DEMO)) {
            return measure(program, application.database());
        }
    }

    private static int measure(Program program, Database database) throws Exception {
        try (var owner = database.asOwner();
                var _ = PlainCopy.emptyOf("audit_event", database.app().user(), owner)) {
            return new Trail(program, database, owner).report();
        }
    }

    private int report() throws Exception {
        var firms = firms(program.whole("--firms", 200));
        var hot = figures("one firm", firms.subList(0, 1));
        var spread = figures("%d firms".formatted(firms.size()), firms);
        var ratios = new ArrayList<Double>();
        for (var round = 0; round < rounds; round++) {
            ratios.add(hot.get(round) / spread.get(round));
        }
        var ratio = Spread.of(ratios.stream().mapToDouble(d -> d));
        figures.figure(
                "one firm's transactions, of those spread",
                ratio.text(2),
                "≥ " + GOAL_HOT_OF_SPREAD,
                ratio.median() >= GOAL_HOT_OF_SPREAD);
        figures.seen(
                "Each transaction names its firm, inserts a client and commits; %d connections, %d rounds of %.0f s, way by way in turns."
                        .formatted(connections, rounds, seconds));
        figures.seen(
                "The plain row goes into a table of the same columns and indexes without policies, triggers, partitions, inbox or separate personal fields.");
        figures.seen(
                "Lag runs from the time in the entry to the time of the signed checkpoint that covers it, under that load.");
        return figures.publish(program);
    }

    /** The sealed rates, round by round. */
    private List<Double> figures(String where, List<UUID> firms) throws Exception {
        var rates = new EnumMap<WriteTransaction.Way, List<Double>>(WriteTransaction.Way.class);
        var lags = new ArrayList<double[]>();
        for (var way : WriteTransaction.Way.values()) {
            perSecond(way, firms, 1);
            waitUntilSealed();
            rates.put(way, new ArrayList<>());
        }
        for (var round = 0; round < rounds; round++) {
            for (var turn = 0; turn < WriteTransaction.Way.values().length; turn++) {
                // Each goes first as often as the others, so that none profits from its place.
                var way =
                        WriteTransaction.Way.values()[
                                (round + turn) % WriteTransaction.Way.values().length];
                var begun = Instant.now();
                rates.get(way).add(perSecond(way, firms, seconds));
                waitUntilSealed();
                if (way == WriteTransaction.Way.SEALED) {
                    lags.add(lag(begun));
                }
            }
        }
        report(where, rates, lags);
        return rates.get(WriteTransaction.Way.SEALED);
    }

    private void report(
            String where, Map<WriteTransaction.Way, List<Double>> rates, List<double[]> lags) {
        var ofPlain = ratio(rates, WriteTransaction.Way.PLAIN);
        figures.figure(
                where + ": sealed transactions, of those with a plain audit row",
                ofPlain.text(2),
                "≥ 1.0",
                ofPlain.median() >= GOAL_OF_PLAIN);
        figures.figure(
                "… of those with the trail's rows, not sealed",
                ratio(rates, WriteTransaction.Way.UNSEALED).text(2));
        figures.figure(
                "… of those with no audit", ratio(rates, WriteTransaction.Way.NO_AUDIT).text(2));
        figures.figure(
                "… transactions per second",
                "%.0f sealed, %.0f not sealed, %.0f plain, %.0f with none"
                        .formatted(
                                median(rates.get(WriteTransaction.Way.SEALED)),
                                median(rates.get(WriteTransaction.Way.UNSEALED)),
                                median(rates.get(WriteTransaction.Way.PLAIN)),
                                median(rates.get(WriteTransaction.Way.NO_AUDIT))));
        var p99 = Spread.of(lags.stream().mapToDouble(lag -> lag[1]));
        figures.figure("… seal lag p99, s", p99.text(2), "≤ 2", p99.median() <= LONGEST_LAG);
        figures.figure(
                "… seal lag p50 and longest, s",
                "%.2f and %.2f"
                        .formatted(
                                Spread.of(lags.stream().mapToDouble(lag -> lag[0])).median(),
                                lags.stream().mapToDouble(lag -> lag[2]).max().orElseThrow()));
    }

    private Spread ratio(Map<WriteTransaction.Way, List<Double>> rates, WriteTransaction.Way of) {
        var ratios = new ArrayList<Double>();
        for (var round = 0; round < rounds; round++) {
            ratios.add(
                    rates.get(WriteTransaction.Way.SEALED).get(round) / rates.get(of).get(round));
        }
        return Spread.of(ratios.stream().mapToDouble(d -> d));
    }

    private static double median(List<Double> figures) {
        return Spread.of(figures.stream().mapToDouble(d -> d)).median();
    }

    /** Committed transactions per second over all connections. */
    private double perSecond(WriteTransaction.Way way, List<UUID> firms, double seconds)
            throws Exception {
        try (var threads = Executors.newFixedThreadPool(connections)) {
            var workers = new ArrayList<Callable<Long>>();
            var until = System.nanoTime() + (long) (seconds * 1e9);
            for (var worker = 0; worker < connections; worker++) {
                var seed = worker;
                workers.add(() -> count(way, firms, until, seed));
            }
            var count = 0L;
            for (var done : threads.invokeAll(workers)) {
                count += done.get();
            }
            return count / seconds;
        }
    }

    private long count(WriteTransaction.Way way, List<UUID> firms, long until, int seed)
            throws Exception {
        try (var connection = database.asApp()) {
            connection.setAutoCommit(false);
            var transaction = new WriteTransaction(connection, way, firms, seed);
            var count = 0L;
            for (; System.nanoTime() < until; count++) {
                transaction.run();
            }
            return count;
        }
    }

    private void waitUntilSealed() throws Exception {
        while (whole("SELECT count(*) FROM audit_inbox") > 0) {
            Thread.sleep(POLL_MILLIS);
        }
        while (whole(LEAVES_WITHOUT_ROOT) > 0) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    private long whole(String sql) throws SQLException {
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Half, 99 of 100 and all of the entries since then were sealed within so many seconds. */
    private double[] lag(Instant since) throws SQLException {
        try (var statement = owner.prepareStatement(LAG)) {
            statement.setObject(1, since.atOffset(ZoneOffset.UTC));
            try (var rows = statement.executeQuery()) {
                rows.next();
                return new double[] {rows.getDouble(1), rows.getDouble(2), rows.getDouble(3)};
            }
        }
    }

    private List<UUID> firms(int number) throws SQLException {
        try (var insert = owner.prepareStatement(MAKE_FIRMS)) {
            insert.setInt(1, number);
            insert.executeUpdate();
        }
        var firms = new ArrayList<UUID>();
        try (var select = owner.prepareStatement("SELECT id FROM firm ORDER BY id LIMIT ?")) {
            select.setInt(1, number);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    firms.add(rows.getObject(1, UUID.class));
                }
            }
        }
        return firms;
    }

    // All that is known here of the application's tables.

    private static final String MAKE_FIRMS =
            """
            INSERT INTO firm (id, name, zone, created_at)
            SELECT gen_random_uuid(), 'Bench firm ' || n, 'UTC', '2026-01-01'
              FROM generate_series(1, ? - (SELECT count(*)::int FROM firm)) AS n
            """;

    private static final String LEAVES_WITHOUT_ROOT =
            """
            SELECT count(*) FROM audit_log l
             WHERE l.size > coalesce((SELECT max(r.size) FROM audit_root r WHERE r.log_id = l.id), 0)
               AND EXISTS (SELECT FROM audit_leaf WHERE log_id = l.id)
            """;

    private static final String LAG =
            """
            SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY lag), percentile_cont(0.99) WITHIN GROUP (ORDER BY lag),
                   max(lag)
              FROM (SELECT extract(epoch FROM r.at - l.occurred_at)::float8 AS lag
                      FROM (SELECT * FROM audit_leaf WHERE occurred_at >= ? ORDER BY md5(event_id::text) LIMIT 10000) l
                     CROSS JOIN LATERAL (SELECT at FROM audit_root
                                          WHERE log_id = l.log_id AND size > l.leaf_index
                                          ORDER BY size LIMIT 1) r) AS lags
            """;
}
