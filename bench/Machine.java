import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What figures depend on, in words. */
final class Machine {

    private Machine() {}

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
