package io.practiceops.foundation.database;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A live server process of one data directory.
 *
 * @param ready whether it takes connections, rather than recovering or stopping
 */
record Postmaster(long pid, int port, boolean ready) {

    static final String FILE = "postmaster.pid";

    private static final int PROTOCOL = 3 << 16;
    private static final String CANNOT_CONNECT_NOW = "C57P03";
    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    /**
     * The server that runs on a data directory. The pid in its file proves nothing: it may be left
     * from before a power cut and belong to a stranger by now, or to a corpse nobody has buried.
     */
    static Optional<Postmaster> running(Path data) throws IOException {
        var lines = lines(data);
        var pid = pid(lines);
        if (pid <= 0 || !isAlive(pid) || !serves(pid, data)) {
            return Optional.empty();
        }
        var port = lines.size() > PORT_LINE ? number(lines.get(PORT_LINE)) : 0;
        var ready = lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
        return Optional.of(new Postmaster(pid, (int) port, ready));
    }

    /** Whether the pid in the file belongs for certain to something else, or to a corpse. */
    static boolean isLeftBehind(Path data) throws IOException {
        var pid = pid(lines(data));
        if (pid <= 0 || proc(pid, "stat").isEmpty()) {
            return false;
        }
        return !isAlive(pid) || !(isPostgres(pid) || worksIn(pid, data));
    }

    /**
     * Whether it turns clients away because it starts, recovers or stops, or hangs up on them. It
     * says so before it asks who they are; one that goes away then leaves no trace in the log.
     */
    boolean turnsClientsAway() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            var greeting = "user\0probe\0\0".getBytes(US_ASCII);
            var packet = ByteBuffer.allocate(8 + greeting.length);
            packet.putInt(packet.capacity()).putInt(PROTOCOL).put(greeting);
            socket.getOutputStream().write(packet.array());
            var answer = new byte[64];
            var length = Math.max(socket.getInputStream().read(answer), 0);
            var text = new String(answer, 0, length, ISO_8859_1);
            return text.isEmpty() || text.contains(CANNOT_CONNECT_NOW);
        } catch (IOException e) {
            return true;
        }
    }

    /** Its memory and that of all its children in bytes; shared pages count once where readable. */
    long residentBytes() {
        var children = ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children);
        return LongStream.concat(LongStream.of(pid), children.mapToLong(ProcessHandle::pid))
                .map(Postmaster::memory)
                .sum();
    }

    /**
     * Server processes that outlived their postmaster. They keep the data directory's shared memory
     * and with it any new server out; one deep in a query may not notice for hours.
     */
    static Stream<ProcessHandle> orphanedChildren(Path data) {
        return ProcessHandle.allProcesses()
                .filter(process -> isChild(process.pid()) && worksIn(process.pid(), data))
                .filter(process -> process.parent().filter(p -> worksIn(p.pid(), data)).isEmpty());
    }

    private static List<String> lines(Path data) throws IOException {
        try {
            return Files.readAllLines(data.resolve(FILE));
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static long pid(List<String> lines) {
        return lines.isEmpty() ? 0 : number(lines.get(PID_LINE));
    }

    private static boolean isAlive(long pid) {
        var stat = proc(pid, "stat");
        // The name in parentheses may hold anything, so the state is what follows the last one.
        var state = stat.substring(stat.lastIndexOf(')') + 1).strip();
        return !state.isEmpty() && "ZX".indexOf(state.charAt(0)) < 0;
    }

    private static boolean serves(long pid, Path data) {
        var arguments = List.of(proc(pid, "cmdline").split("\0", -1));
        var directory = arguments.indexOf("-D") + 1;
        return isPostgres(pid)
                && directory > 0
                && directory < arguments.size()
                && arguments.get(directory).equals(data.toString());
    }

    private static boolean isPostgres(long pid) {
        var program = proc(pid, "cmdline").split("\0", -1)[0];
        return program.equals("postgres") || program.endsWith("/postgres");
    }

    private static boolean isChild(long pid) {
        return proc(pid, "cmdline").startsWith("postgres: ");
    }

    private static boolean worksIn(long pid, Path data) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + pid + "/cwd")).equals(data);
        } catch (IOException e) {
            return false;
        }
    }

    private static long memory(long pid) {
        var share = kilobytes(proc(pid, "smaps_rollup"), "Pss:");
        return 1024 * (share > 0 ? share : kilobytes(proc(pid, "status"), "VmRSS:"));
    }

    private static long kilobytes(String text, String key) {
        return text.lines()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> number(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** A file of {@code /proc}, or nothing when the process is gone or not ours to look at. */
    private static String proc(long pid, String file) {
        try {
            return new String(Files.readAllBytes(Path.of("/proc/" + pid, file)), UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
