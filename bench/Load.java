import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Sends requests to a server on this machine and says how it took them. */
final class Load {

    private static final String USAGE =
            """
            Usage: bench/run load --rate N [OPTIONS] URL...
                   bench/run load --connections N [OPTIONS] URL

            With --rate, an open model: requests leave at a constant rate whatever the answers do, and
            latencies count from when each was due. Without, a closed loop: each connection sends its
            next request when the last is answered; by wrk where installed.

            URLs are drawn at random. {value} in them is drawn from the file of values.

              --rate N          requests per second
              --connections N   of the closed loop; with --rate, the most that may be open (256)
              --duration S      seconds measured (10)
              --warm-up S       seconds before that, at the same rate (2)
              --timeout S       seconds until an answer counts as lost (10)
              --header H        as "Name: value"; may be given again
              --values FILE     one value for {value} in each line
              --status N        the status that is no error (200)
              --own             do not use wrk
              --help            this text

            Exits with 1 when the rate was missed by more than 1 % or an answer was an error.
            Loopback addresses only.
            """;

    static void main(String[] arguments) throws Exception {
        Program.run(USAGE, arguments, Load::run);
    }

    private static int run(Program program) throws Exception {
        var duration = seconds(program.number("--duration", 10));
        var warmUp = seconds(program.number("--warm-up", 2));
        var headers = program.all("--header");
        var rate = program.has("--rate") ? program.number("--rate", 1) : 0;
        if (rate == 0 && !program.has("--connections")) {
            throw new Program.Refused("Give --rate or --connections. See --help.");
        }
        var connections = program.whole("--connections", 256);
        var addresses = addresses(program);
        var plan =
                new LoadPlan(
                        Requests.of(addresses, headers),
                        rate,
                        connections,
                        warmUp,
                        duration,
                        seconds(program.number("--timeout", 10)),
                        program.whole("--status", 200));
        if (!plan.isOpen() && addresses.size() == 1 && Wrk.isInstalled() && !program.has("--own")) {
            return runWrk(addresses.getFirst(), headers, plan);
        }
        var result = LoadLoop.run(plan);
        IO.print(result.table());
        return result.isClean() && result.reachedTarget() ? 0 : 1;
    }

    private static int runWrk(String address, List<String> headers, LoadPlan plan)
            throws Exception {
        Wrk.run(address, headers, plan.connections(), plan.warmUp());
        var figure = Wrk.run(address, headers, plan.connections(), plan.duration());
        IO.println("mode         closed loop, wrk, %d connections".formatted(plan.connections()));
        IO.println("achieved     %.1f/s".formatted(figure.perSecond()));
        IO.println("errors       " + (figure.trouble().isEmpty() ? "none" : figure.trouble()));
        return figure.trouble().isEmpty() ? 0 : 1;
    }

    private static List<String> addresses(Program program) throws Exception {
        var words = program.words();
        var file = program.text("--values");
        if (file.isPresent()) {
            return Requests.fill(words, Requests.values(Path.of(file.get())));
        }
        if (words.stream().anyMatch(word -> word.contains(Requests.VALUE))) {
            throw new Program.Refused("{value} in an address needs --values FILE.");
        }
        return words;
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
