import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** A clamd on a loopback port that knows one signature of our own, so it looks at all bytes. */
final class ScannerProcess implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/clamd");
    private static final long LONGEST_START_NANOS = 60_000_000_000L;

    private final Process process;
    private final Path folder;
    private final int port;

    private ScannerProcess(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    static ScannerProcess start() throws IOException, InterruptedException {
        if (!Files.isExecutable(PROGRAM)) {
            throw new Program.Refused(
                    "There is no " + PROGRAM + ". Debian: apt install clamav-daemon");
        }
        var readable =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"));
        var folder = Files.createTempDirectory("practiceops-clamd");
        Files.setPosixFilePermissions(folder, readable.value());
        var signatures = Files.createDirectory(folder.resolve("signatures"), readable);
        var signature = "none of the documents holds this".getBytes(StandardCharsets.US_ASCII);
        Files.writeString(
                signatures.resolve("ours.ndb"),
                "Bench:0:*:" + HexFormat.of().formatHex(signature) + "\n");
        var port = Application.freePort();
        var settings =
                new ArrayList<>(
                        List.of(
                                "Foreground yes",
                                "DatabaseDirectory " + signatures,
                                "TCPSocket " + port,
                                "TCPAddr 127.0.0.1",
                                "StreamMaxLength 2000M"));
        if ((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0) {
            settings.add("User clamav");
        }
        var file = Files.write(folder.resolve("clamd.conf"), settings);
        var process =
                new ProcessBuilder(PROGRAM.toString(), "--config-file=" + file)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        var scanner = new ScannerProcess(process, folder, port);
        scanner.awaitAnswer();
        return scanner;
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        var began = System.nanoTime();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() - began > LONGEST_START_NANOS) {
                process.destroy();
                throw new Program.Refused(
                        "clamd did not start: " + Files.readString(folder.resolve("log")));
            }
            Thread.sleep(50);
        }
    }

    private boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
