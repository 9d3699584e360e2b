import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * How long the application takes to get ready, and what it and its PostgreSQL hold in memory then.
 */
final class Start {

    private static final String USAGE =
            """
            Usage: bench/run start [OPTIONS]

            Starts the application with an empty home, stops it, and starts it again and again.

              --verb V          what the launcher is told: serve (the default) or demo
              --starts N        later starts (5)
              --idle S          seconds after ready until memory is read (10)
              --dry             do not write docs/figures.md
              --help            this text

            Exits with 1 when a goal was missed.
            """;

    private static final double GOAL_SECONDS = 3;
    private static final double GOAL_MEGABYTES = 350;

    private record Started(double seconds, double jvmMegabytes, double postgresMegabytes) {}

    private final String verb;
    private final Path home;
    private final long idleMillis;
    private String postgresVersion = "";

    private Start(String verb, Path home, long idleMillis) {
        this.verb = verb;
        this.home = home;
        this.idleMillis = idleMillis;
    }

    static void main(String[] arguments) throws Exception {
        Program.run(USAGE, arguments, Start::run);
    }

    private static int run(Program program) throws Exception {
        program.refuseWords();
        var verb = program.text("--verb").orElse(Application.SERVE);
        var number = program.whole("--starts", 5);
        var idle = Math.round(1000 * program.number("--idle", 10));
        var home = Application.newHome();
        try {
            return new Start(verb, home, idle).measure(number).publish(program);
        } finally {
            Application.deleteHome(home);
        }
    }

    private Figures measure(int number) throws Exception {
        var first = once("first start, empty home");
        var later = new ArrayList<Started>();
        for (var i = 1; i <= number; i++) {
            later.add(once("later start " + i));
        }
        var figures = new Figures("Start", "bench/run start", postgresVersion);
        figures.figure("first start to ready, s", "%.2f".formatted(first.seconds));
        var ready = spread(later, Started::seconds);
        figures.figure(
                "later starts to ready, s, median (range)",
                ready.text(2),
                "≤ 3",
                ready.median() <= GOAL_SECONDS);
        var jvm = spread(later, Started::jvmMegabytes);
        figures.figure("JVM, RSS idle, MB", jvm.text(0), "≤ 350", jvm.most() <= GOAL_MEGABYTES);
        var postgres = spread(later, Started::postgresMegabytes);
        figures.figure("PostgreSQL beside it, PSS, MB", postgres.text(0));
        figures.seen(
                "Later starts one by one, s: %s."
                        .formatted(
                                later.stream()
                                        .map(s -> "%.2f".formatted(s.seconds))
                                        .collect(Collectors.joining(", "))));
        figures.seen(
                "Time runs from starting `./practiceops %s` to the first 200 of /readyz, asked every"
                                .formatted(verb)
                        + " 5 ms; memory is read %d s later.".formatted(idleMillis / 1000));
        return figures;
    }

    private Started once(String what) throws Exception {
        try (var application = Application.start(verb, home)) {
            Thread.sleep(idleMillis);
            var started =
                    new Started(
                            application.toReady().toNanos() / 1e9,
                            Memory.residentMegabytes(application.jvm()),
                            Memory.postgresMegabytes(Database.postmaster(home)));
            // Afterwards, so that its connection is not in the figure.
            postgresVersion = application.database().version();
            IO.println(
                    String.format(
                            Locale.ROOT,
                            "%-24s ready %.2f s, JVM %.0f MB, PostgreSQL %.0f MB",
                            what,
                            started.seconds,
                            started.jvmMegabytes,
                            started.postgresMegabytes));
            return started;
        }
    }

    private static Spread spread(List<Started> starts, ToDoubleFunction<Started> figure) {
        return Spread.of(starts.stream().mapToDouble(figure));
    }
}
