import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Memory of running processes, as Linux says it. */
final class Memory {

    private Memory() {}

    /** What a process has in memory, shared pages in full. */
    static double residentMegabytes(long pid) throws IOException {
        return megabytes(pid, "status", "VmRSS");
    }

    /** Of the server whose pid file this is and its children, each shared page counted once. */
    static double postgresMegabytes(Path pidFile) throws IOException {
        var postmaster = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        var handle =
                ProcessHandle.of(postmaster)
                        .orElseThrow(() -> new Program.Refused("PostgreSQL has stopped."));
        var sum = 0.0;
        for (var process : Stream.concat(Stream.of(handle), handle.children()).toList()) {
            try {
                sum += megabytes(process.pid(), "smaps_rollup", "Pss");
            } catch (NoSuchFileException ended) {
                // a connection or a vacuum that was just over
            }
        }
        return sum;
    }

    private static double megabytes(long pid, String file, String line) throws IOException {
        var text = Files.readString(Path.of("/proc", String.valueOf(pid), file));
        var found = Pattern.compile("(?m)^" + line + ":\\s+([0-9]+) kB").matcher(text);
        if (!found.find()) {
            throw new IOException("no " + line + " in /proc/" + pid + "/" + file);
        }
        return Long.parseLong(found.group(1)) * 1024 / 1e6;
    }
}
