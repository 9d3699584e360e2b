import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/**
 * What row-level security costs a transaction: with the policies, without, and without the firm.
 */
final class Isolation {

    private static final String USAGE =
            """
            Usage: bench/run isolation [OPTIONS]

            Runs the same small transaction in turns with the policies on, on a copy of the table
            without policies, and on that copy without naming the firm to PostgreSQL. Without a
            database to go to it starts an installation of its own and fills it.

            %s
              --seconds S       of each measurement (3)
              --rounds N        turns (7)
              --clients N       rows of an installation of its own (100000)
              --dry             do not write docs/figures.md
              --help            this text

            Exits with 1 when the goal was missed. Loopback databases only.
            """
                    .formatted(Database.OPTIONS.stripTrailing());

    private static final double GOAL_PERCENT = 10;
    private static final int MOST_CONNECTIONS = 8;

    private final ReadTransaction transaction;
    private final Figures figures;
    private final double seconds;
    private final int rounds;

    private Isolation(ReadTransaction transaction, Figures figures, double seconds, int rounds) {
        this.transaction = transaction;
        this.figures = figures;
        this.seconds = seconds;
        this.rounds = rounds;
    }

    static void main(String[] arguments) throws Exception {
        Program.run(USAGE, arguments, Isolation::run);
    }

    private static int run(Program program) throws Exception {
        program.refuseWords();
        if (program.has("--home") || program.has("--url")) {
            return measure(program, Database.of(program));
        }
        try (var application = Application.start(Application.DEMO)) {
            var database = application.database();
            try (var owner = database.asOwner()) {
                var clients = program.whole("--clients", Fill.CLIENTS);
                Fill.into(owner, Fill.firstFirm(owner), clients, 0);
            }
            return measure(program, database);
        }
    }

    private static int measure(Program program, Database database) throws Exception {
        var seconds = program.number("--seconds", 3);
        var rounds = program.whole("--rounds", 7);
        try (var owner = database.asOwner();
                var _ = PlainCopy.of(ReadTransaction.TABLE, database.app().user(), owner)) {
            var transaction = ReadTransaction.of(database, Fill.firstFirm(owner), owner);
            var figures = new Figures("Isolation", "bench/run isolation", database.version());
            new Isolation(transaction, figures, seconds, rounds).report();
            return figures.publish(program);
        }
    }

    private void report() throws Exception {
        for (var read : ReadTransaction.Read.values()) {
            for (var connections : List.of(1, MOST_CONNECTIONS)) {
                report(read, connections);
            }
        }
        for (var read : ReadTransaction.Read.values()) {
            for (var way : List.of(ReadTransaction.Way.POLICIES, ReadTransaction.Way.NO_POLICIES)) {
                var plan = transaction.explain(read, way);
                figures.appendix(
                        "%s, %s:\n\n```\n%s```\n\n".formatted(read.words, way.words, plan));
            }
        }
        figures.seen(
                "\"Off\" is a copy of the table without policies, with the same rows and indexes;"
                        + " its statement names the firm, as one without policies must.");
        figures.seen(
                "The whole cost includes the round trip that names the firm to PostgreSQL at the"
                        + " beginning of each transaction.");
        figures.seen(
                "Costs are medians (and ranges) of %d rounds, pair by pair.".formatted(rounds));
    }

    private void report(ReadTransaction.Read read, int connections) throws Exception {
        var perSecond = new EnumMap<ReadTransaction.Way, List<Double>>(ReadTransaction.Way.class);
        for (var way : ReadTransaction.Way.values()) {
            measure(read, way, connections);
            perSecond.put(way, new ArrayList<>());
        }
        for (var round = 0; round < rounds; round++) {
            for (var turn = 0; turn < ReadTransaction.Way.values().length; turn++) {
                // Each goes first as often as the others, so that none profits from its place.
                var way = ReadTransaction.Way.values()[(round + turn) % 3];
                perSecond.get(way).add(measure(read, way, connections));
            }
        }
        var what =
                "%s, %d connection%s"
                        .formatted(read.words, connections, connections > 1 ? "s" : "");
        var whole = cost(perSecond, ReadTransaction.Way.PLAIN);
        var policies = cost(perSecond, ReadTransaction.Way.NO_POLICIES);
        goal(what + ": whole cost", whole);
        goal("… of the policies alone", policies);
        figures.figure(
                "… transactions per second",
                "%.0f on, %.0f off, %.0f off and firm not named"
                        .formatted(
                                median(perSecond.get(ReadTransaction.Way.POLICIES)),
                                median(perSecond.get(ReadTransaction.Way.NO_POLICIES)),
                                median(perSecond.get(ReadTransaction.Way.PLAIN))));
    }

    private void goal(String what, Spread percent) {
        figures.figure(what, percent.text(1) + " %", "≤ 10 %", percent.median() <= GOAL_PERCENT);
    }

    /** By how many per cent a transaction under policies takes longer. */
    private Spread cost(
            Map<ReadTransaction.Way, List<Double>> perSecond, ReadTransaction.Way than) {
        var costs = new ArrayList<Double>();
        for (var round = 0; round < rounds; round++) {
            var without = perSecond.get(than).get(round);
            costs.add(100 * (without / perSecond.get(ReadTransaction.Way.POLICIES).get(round) - 1));
        }
        return Spread.of(costs.stream().mapToDouble(d -> d));
    }

    private static double median(List<Double> figures) {
        return Spread.of(figures.stream().mapToDouble(d -> d)).median();
    }

    /** Transactions per second over all connections. */
    private double measure(ReadTransaction.Read read, ReadTransaction.Way way, int connections)
            throws Exception {
        var runs = new ArrayList<Callable<Double>>();
        for (var connection = 0; connection < connections; connection++) {
            var seed = connection;
            runs.add(() -> transaction.perSecond(read, way, seconds, seed));
        }
        try (var threads = Executors.newFixedThreadPool(connections)) {
            var sum = 0.0;
            for (var run : threads.invokeAll(runs)) {
                sum += run.get();
            }
            IO.println("%-24s %-28s %d: %.0f/s".formatted(read.words, way.words, connections, sum));
            return sum;
        }
    }
}
