import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What figures depend on, in words. */
final class Machine {

    private static double loadBefore;
    private static int nice;

    private Machine() {}

    /** To be called before a program does anything. */
    static void noteLoad() throws IOException {
        loadBefore = Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
        var stat = Files.readString(Path.of("/proc/self/stat"));
        nice = Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
    }

    /** Nanoseconds a process has had a processor; what others do does not count. */
    static long processorNanos(long pid) throws IOException {
        var text = Files.readString(Path.of("/proc", String.valueOf(pid), "schedstat"));
        return Long.parseLong(text.split(" ")[0]);
    }

    /** What others did when the program began; empty when it had the processors for itself. */
    static String disturbance() {
        var cores = Runtime.getRuntime().availableProcessors();
        var other = "Not on a quiet machine: its load average was %.1f when this began%s.";
        return loadBefore < cores / 2.0
                ? ""
                : other.formatted(
                        loadBefore, nice < 0 ? "; measured at nice %d".formatted(nice) : "");
    }

    static String words() throws IOException {
        var memory = Long.parseLong(proc("meminfo", "MemTotal: +([0-9]+) kB"));
        return "%s, %d cores, %.0f GiB, %s %s"
                .formatted(
                        proc("cpuinfo", "model name\\s*: (.+)"),
                        Runtime.getRuntime().availableProcessors(),
                        memory / 1048576.0,
                        System.getProperty("java.vendor.version"),
                        System.getProperty("os.name"));
    }

    private static String proc(String file, String pattern) throws IOException {
        var found = Pattern.compile(pattern).matcher(Files.readString(Path.of("/proc", file)));
        return found.find() ? found.group(1).strip() : "unknown";
    }
}
