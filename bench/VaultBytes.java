import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What encryption costs the way of bytes in and out, beside a plain copy of the same file on the
 * same disk in the same turns, and what of the heap an upload takes.
 */
final class VaultBytes {

    private static final String USAGE =
            """
            Usage: bench/run vault [OPTIONS]

            Starts the demo practice, uploads a file of random bytes over HTTP and downloads it again, in
            turns with a plain copy to the same disk, forced to it, and a plain read.

              --megabytes N     of the file (1000)
              --rounds N        (3)
              --dry             do not write docs/figures.md
              --help            this text
            """;

    private static final int BUFFER = 64 * 1024;
    private static final int SAMPLE_MILLIS = 200;
    private static final int RELEASE_TRIES = 3000;
    private static final Pattern ID = Pattern.compile("\"id\" *: *\"([0-9a-f-]{36})\"");
    private static final Pattern HEAP =
            Pattern.compile("(?m)^jvm_memory_used_bytes\\{[^}]*area=\"heap\"[^}]*} ([0-9.E+-]+)$");

    private final Application application;
    private final String key;
    private final long size;
    private final HttpClient http = HttpClient.newHttpClient();
    private final DoubleSummaryStatistics heap = new DoubleSummaryStatistics();

    private VaultBytes(Application application, String key, long size) {
        this.application = application;
        this.key = key;
        this.size = size;
    }

    static void main(String[] arguments) throws Exception {
        Program.run(USAGE, arguments, VaultBytes::run);
    }

    private static int run(Program program) throws Exception {
        program.refuseWords();
        var megabytes = program.whole("--megabytes", 1000);
        var rounds = program.whole("--rounds", 3);
        try (var application = Application.start(Application.DEMO)) {
            var key = Application.apiKey(application.home(), Application.DEMO_USER);
            return new VaultBytes(application, key, megabytes * 1_000_000L)
                    .measure(rounds)
                    .publish(program);
        }
    }

    private Figures measure(int rounds) throws Exception {
        var figures = new Figures("Vault", "bench/run vault", application.database().version());
        var client = id(get("/api/v1/clients?limit=1").body());
        List<Double> copies = new ArrayList<>();
        List<Double> uploads = new ArrayList<>();
        List<Double> reads = new ArrayList<>();
        List<Double> downloads = new ArrayList<>();
        for (var round = 0; round < rounds; round++) {
            var file = randomFile(round);
            var copy = file.resolveSibling("copy.bin");
            copies.add(perSecond(() -> copy(file, copy)));
            var place = new String[1];
            uploads.add(perSecond(() -> place[0] = upload(file, client)));
            awaitRelease(place[0]);
            reads.add(perSecond(() -> read(copy)));
            downloads.add(perSecond(() -> download(place[0])));
            Files.delete(file);
            Files.delete(copy);
        }
        figures.figure("plain copy to the disk, forced, MB/s", spread(copies).text(0));
        figures.figure("upload, hashed and encrypted, MB/s", spread(uploads).text(0));
        figures.figure("… of the plain copy", ratio(uploads, copies).text(2));
        figures.figure("plain read, MB/s", spread(reads).text(0));
        figures.figure("download, verified and decrypted, MB/s", spread(downloads).text(0));
        figures.figure("… of the plain read", ratio(downloads, reads).text(2));
        figures.figure(
                "heap in use while uploading, MB, least to most",
                "%.0f to %.0f".formatted(heap.getMin() / 1e6, heap.getMax() / 1e6));
        figures.seen(
                "%,d MB of random bytes, %d rounds, way by way in turns; the web server takes an upload in on the disk before the vault reads it, which is in the figure."
                        .formatted(size / 1_000_000, rounds));
        return figures;
    }

    private interface Work {
        void run() throws Exception;
    }

    private double perSecond(Work work) throws Exception {
        var began = System.nanoTime();
        work.run();
        return size / 1e6 / ((System.nanoTime() - began) / 1e9);
    }

    private static Spread spread(List<Double> figures) {
        return Spread.of(figures.stream().mapToDouble(d -> d));
    }

    private static Spread ratio(List<Double> one, List<Double> other) {
        return Spread.of(
                IntStream.range(0, one.size()).mapToDouble(i -> one.get(i) / other.get(i)));
    }

    /** Beside the home, so on its disk; others than before, or the vault had them already. */
    private Path randomFile(int round) throws IOException {
        var file = application.home().resolveSibling("bytes.bin");
        var random = new Random(round);
        var buffer = new byte[1_000_000];
        try (var out = Files.newOutputStream(file)) {
            for (var left = size; left > 0; left -= buffer.length) {
                random.nextBytes(buffer);
                out.write(buffer);
            }
        }
        return file;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var in = FileChannel.open(from);
                var out =
                        FileChannel.open(to, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var buffer = ByteBuffer.allocateDirect(BUFFER);
            while (in.read(buffer) >= 0) {
                out.write(buffer.flip());
                buffer.clear();
            }
            out.force(true);
        }
    }

    private static void read(Path file) throws IOException {
        var buffer = new byte[BUFFER];
        try (var in = Files.newInputStream(file)) {
            while (in.read(buffer) >= 0) {
                // only to have read it
            }
        }
    }

    private String upload(Path file, String client) throws Exception {
        var head =
                "--b\r\nContent-Disposition: form-data; name=\"client\"\r\n\r\n%s\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"bytes.bin\"\r\n\r\n"
                        .formatted(client);
        var body =
                BodyPublishers.concat(
                        BodyPublishers.ofString(head),
                        BodyPublishers.ofFile(file),
                        BodyPublishers.ofString("\r\n--b--\r\n"));
        var sent =
                http.sendAsync(
                        request("/api/v1/documents")
                                .header("Content-Type", "multipart/form-data; boundary=b")
                                .POST(body)
                                .build(),
                        BodyHandlers.ofString());
        sample(sent);
        var answer = sent.get();
        if (answer.statusCode() != 201) {
            throw new Program.Refused("The upload was answered " + answer.statusCode());
        }
        return "/api/v1/documents/" + id(answer.body()) + "/content";
    }

    private void sample(CompletableFuture<?> running) throws Exception {
        while (!running.isDone()) {
            var found = HEAP.matcher(get("/metrics").body());
            var used = 0.0;
            while (found.find()) {
                used += Double.parseDouble(found.group(1));
            }
            if (used > 0) {
                heap.accept(used);
            }
            Thread.sleep(SAMPLE_MILLIS);
        }
    }

    /** A new file is looked at before it is handed out. */
    private void awaitRelease(String place) throws Exception {
        for (var tries = 0; tries < RELEASE_TRIES; tries++) {
            var head = request(place).header("Range", "bytes=0-0").build();
            if (http.send(head, BodyHandlers.discarding()).statusCode() == 206) {
                return;
            }
            Thread.sleep(SAMPLE_MILLIS);
        }
        throw new Program.Refused("The file was not released; look at its page.");
    }

    private void download(String place) {
        try {
            var answer = http.send(request(place).build(), BodyHandlers.ofInputStream());
            var sum = 0L;
            var buffer = new byte[BUFFER];
            try (var in = answer.body()) {
                for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    sum += read;
                }
            }
            if (sum != size) {
                throw new Program.Refused("%,d of %,d bytes came back".formatted(sum, size));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(application.address() + path))
                .header("Authorization", "Bearer " + key);
    }

    private static String id(String json) {
        var found = ID.matcher(json);
        if (!found.find()) {
            throw new Program.Refused("No id in the answer: " + json);
        }
        return found.group(1);
    }
}
