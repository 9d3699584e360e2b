import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Debian's wrk, which takes less of the CPU in a closed loop than anything on a JVM. */
final class Wrk {

    /**
     * @param trouble what wrk said of errors; empty if nothing
     */
    record Figure(double perSecond, double p99Millis, String trouble) {}

    private Wrk() {}

    static boolean isInstalled() {
        return Files.isExecutable(Path.of("/usr/bin/wrk"));
    }

    static Figure run(String address, List<String> headers, int connections, Duration duration)
            throws IOException, InterruptedException {
        // Refuses what is not this machine, as for the own generator.
        Requests.of(List.of(address), headers);
        var seconds = Math.max(1, duration.toSeconds());
        var command =
                new ArrayList<>(
                        List.of(
                                "/usr/bin/wrk",
                                "-t2",
                                "-c" + connections,
                                "-d" + seconds + "s",
                                "--latency"));
        headers.forEach(header -> command.addAll(List.of("-H", header)));
        command.add(address);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new Program.Refused("wrk ended with an error: " + output);
        }
        return new Figure(
                number(output, "Requests/sec: +([0-9.]+)()").orElseThrow(),
                number(output, "99% +([0-9.]+)(us|ms|s)\\b").orElse(Double.NaN),
                trouble(output));
    }

    private static OptionalDouble number(String output, String pattern) {
        var found = Pattern.compile(pattern).matcher(output);
        if (!found.find()) {
            return OptionalDouble.empty();
        }
        var unit =
                switch (found.group(2)) {
                    case "us" -> 0.001;
                    case "s" -> 1_000;
                    default -> 1;
                };
        return OptionalDouble.of(Double.parseDouble(found.group(1)) * unit);
    }

    private static String trouble(String output) {
        return String.join(
                "; ",
                output.lines()
                        .map(String::strip)
                        .filter(line ->
                                line.startsWith("Non-2xx") || line.startsWith("Socket errors"))
                        .toList());
    }
}
