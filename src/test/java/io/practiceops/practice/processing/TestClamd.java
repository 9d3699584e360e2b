package io.practiceops.practice.processing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.springframework.util.FileSystemUtils;

/**
 * The clamd of Debian's clamav-daemon on a loopback port, with a signature file of its own that
 * knows EICAR.
 */
public final class TestClamd implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/clamd");
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    /** The test file of eicar.org, in two pieces so that no scanner takes this class for it. */
    public static final byte[] EICAR =
            ("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*")
                    .getBytes(UTF_8);

    public static final String SIGNATURE = "Eicar.Of.Our.Own";

    private final Path folder;
    private final int port;
    private final List<String> more;
    private Process process;

    private TestClamd(Path folder, int port, List<String> more, Process process) {
        this.folder = folder;
        this.port = port;
        this.more = more;
        this.process = process;
    }

    /** Skips the test, loudly, where the program is not installed. */
    public static TestClamd start(String... more) throws IOException {
        if (!Files.isExecutable(PROGRAM)) {
            System.err.println(
                    "SKIPPED: there is no /usr/sbin/clamd here, so no test has seen the malware gate. apt-get install clamav-daemon");
            Assumptions.abort("clamd is not installed");
        }
        var folder = Files.createTempDirectory("test-clamd-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var database = Files.createDirectory(folder.resolve("signatures"));
        Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rwxr-xr-x"));
        // name, any type, at any place, bytes
        Files.writeString(
                database.resolve("ours.ndb"),
                SIGNATURE + ":0:*:" + HexFormat.of().formatHex(EICAR) + "\n");
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var settings = List.of(more);
        var clamd = new TestClamd(folder, port, settings, launch(folder, port, settings));
        clamd.awaitAnswer();
        return clamd;
    }

    private static Process launch(Path folder, int port, List<String> more) throws IOException {
        var settings =
                new ArrayList<>(
                        List.of(
                                "Foreground yes",
                                "DatabaseDirectory " + folder.resolve("signatures"),
                                "TCPSocket " + port,
                                "TCPAddr 127.0.0.1",
                                "MaxThreads 4"));
        if ((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0) {
            settings.add("User clamav");
        }
        settings.addAll(more);
        var file = Files.write(folder.resolve("clamd.conf"), settings);
        return new ProcessBuilder(PROGRAM.toString(), "--config-file=" + file)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private void awaitAnswer() throws IOException {
        var end = System.nanoTime() + LONGEST_START.toNanos();
        try (var clamd = client()) {
            while (true) {
                try {
                    clamd.ping();
                    return;
                } catch (ScannerDown notYet) {
                    if (!process.isAlive() || System.nanoTime() > end) {
                        throw new IllegalStateException(
                                "clamd did not start: " + Files.readString(folder.resolve("log")),
                                notYet);
                    }
                    Thread.onSpinWait();
                }
            }
        }
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    Clamd client() {
        return new Clamd(
                ClamdAddress.parse(address()), Duration.ofSeconds(10), Duration.ofSeconds(60));
    }

    /** Ends the process; the port answers no more. */
    public void stop() {
        process.destroyForcibly().onExit().join();
    }

    /** Starts it again on the same port. */
    public void startAgain() throws IOException {
        process = launch(folder, port, more);
        awaitAnswer();
    }

    @Override
    public void close() throws IOException {
        stop();
        FileSystemUtils.deleteRecursively(folder);
    }
}
