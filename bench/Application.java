import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A PracticeOps started by its launcher, with a port and, unless given, a home of its own. */
final class Application implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final int POLL_MILLIS = 5;

    private final Process process;
    private final Path home;
    private final int port;
    private final boolean ownsHome;
    private final Duration toReady;

    private Application(Process process, Path home, int port, boolean ownsHome, Duration toReady) {
        this.process = process;
        this.home = home;
        this.port = port;
        this.ownsHome = ownsHome;
        this.toReady = toReady;
    }

    /** Starts in a new home, which goes when this is closed. */
    static Application start(String verb) throws IOException, InterruptedException {
        return start(verb, Map.of());
    }

    /**
     * @param settings as environment variables
     */
    static Application start(String verb, Map<String, String> settings)
            throws IOException, InterruptedException {
        return start(verb, newHome(), true, settings);
    }

    static Application start(String verb, Path home) throws IOException, InterruptedException {
        return start(verb, home, false, Map.of());
    }

    /** Below the temporary folder, where the account that PostgreSQL runs as can reach it. */
    static Path newHome() throws IOException {
        var parent = Files.createTempDirectory("practiceops-bench");
        parent.toFile().setExecutable(true, false);
        parent.toFile().setReadable(true, false);
        return parent.resolve("home");
    }

    static void deleteHome(Path home) throws IOException {
        try (var files = Files.walk(home.getParent())) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static Application start(
            String verb, Path home, boolean ownsHome, Map<String, String> settings)
            throws IOException, InterruptedException {
        refuseUnbuilt();
        var port = freePort();
        var log = home.resolveSibling("output.log");
        var builder = launcher(home, List.of(verb));
        builder.environment().put("SERVER_PORT", String.valueOf(port));
        builder.environment().putAll(settings);
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        var started = System.nanoTime();
        var process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        while (!isReady(port)) {
            var waited = System.nanoTime() - started;
            if (!process.isAlive() || waited > LONGEST_START.toNanos()) {
                process.destroy();
                throw new Program.Refused(
                        "The application did not get ready:\n" + Files.readString(log));
            }
            Thread.sleep(POLL_MILLIS);
        }
        var toReady = Duration.ofNanos(System.nanoTime() - started);
        return new Application(process, home, port, ownsHome, toReady);
    }

    /** The repository these programs stand in. */
    static Path repository() {
        var here = Path.of("").toAbsolutePath();
        for (var folder = here; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("bench/run"))) {
                return folder;
            }
        }
        throw new Program.Refused("Run this inside the repository, not in " + here + ".");
    }

    private static void refuseUnbuilt() {
        var repository = repository();
        if (!Files.isDirectory(repository.resolve(LIBRARIES))) {
            throw new Program.Refused(
                    "There is no " + LIBRARIES + ". Build first: ./practiceops version");
        }
    }

    private static ProcessBuilder launcher(Path home, List<String> words) {
        var command = new ArrayList<>(List.of("./practiceops"));
        command.addAll(words);
        var builder = new ProcessBuilder(command).directory(repository().toFile());
        builder.environment().put("PRACTICEOPS_HOME", home.toString());
        return builder;
    }

    /** Asks without a client library, whose own start would be measured too. */
    private static boolean isReady(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
            socket.setSoTimeout(5_000);
            var request = "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer =
                    new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            return answer.endsWith(" 200");
        } catch (IOException notYet) {
            return false;
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** From starting the launcher to the first 200 of /readyz. */
    Duration toReady() {
        return toReady;
    }

    Path home() {
        return home;
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    Database database() {
        return Database.ofHome(home);
    }

    /** The JVM: the launcher becomes it, or has it as its child. */
    long jvm() {
        return process.toHandle()
                .descendants()
                .filter(child -> child.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElse(process.toHandle())
                .pid();
    }

    /** A new API key of the user, as the launcher prints it. */
    static String apiKey(Path home, String user) throws IOException, InterruptedException {
        var words = List.of("api-key", "create", "--user", user, "--name", "bench");
        var key = command(home, words).strip();
        if (key.isEmpty() || key.contains("\n")) {
            throw new Program.Refused("No API key for " + user + ": " + key);
        }
        return key;
    }

    /** What a verb of the launcher prints. */
    static String command(Path home, List<String> words) throws IOException, InterruptedException {
        var command = launcher(home, words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var output = new String(command.getInputStream().readAllBytes());
        if (command.waitFor() != 0) {
            throw new Program.Refused(String.join(" ", words) + " failed: " + output);
        }
        return output;
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new Program.Refused(
                    "The application did not stop within a minute; its pid is " + process.pid());
        }
    }

    @Override
    public void close() {
        try {
            stop();
            if (ownsHome) {
                deleteHome(home);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // All that is known here of the application's words.

    static final String CLAMD = "PRACTICEOPS_MALWARE_CLAMD";
    static final String DEMO = "demo";
    static final String SERVE = "serve";
    static final String DEMO_USER = "jonah@harborfinch.example";
    static final String LIBRARIES = System.getProperty("libraries", "target/app/lib");
}
