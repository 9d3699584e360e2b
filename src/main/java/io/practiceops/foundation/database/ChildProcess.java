package io.practiceops.foundation.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A program run to its end.
 *
 * @param exitCode 0 for success
 * @param output what it printed, both streams together
 */
record ChildProcess(int exitCode, String output) {

    private static final Duration NOTICE = Duration.ofSeconds(5);

    /**
     * All that a child sees of our environment. The rest may hold keys of ours, and {@code PG...}
     * variables would redirect PostgreSQL's programs.
     */
    private static final Set<String> ENVIRONMENT = Set.of("PATH", "LD_LIBRARY_PATH", "TMPDIR");

    boolean succeeded() {
        return exitCode == 0;
    }

    static ChildProcess run(List<String> command) {
        return run(command, "", elapsed -> {});
    }

    /**
     * Runs a program in the root directory.
     *
     * @param input goes to its standard input
     * @param stillRunning is told every five seconds how long it has been running
     */
    static ChildProcess run(List<String> command, String input, Consumer<Duration> stillRunning) {
        try {
            var process = start(command);
            var output = CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(UTF_8));
            } catch (IOException e) {
                // It ended without reading; its exit code and output say why.
            }
            for (var elapsed = NOTICE; !process.waitFor(5, TimeUnit.SECONDS); ) {
                stillRunning.accept(elapsed);
                elapsed = elapsed.plus(NOTICE);
            }
            return new ChildProcess(process.exitValue(), output.join());
        } catch (IOException e) {
            throw new UncheckedIOException("Could not run " + command.getFirst(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while running " + command.getFirst(), e);
        }
    }

    private static Process start(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.directory(new File("/"));
        builder.environment().keySet().retainAll(ENVIRONMENT);
        builder.environment().put("LC_ALL", "C");
        return builder.start();
    }

    private static String read(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read a program's output", e);
        }
    }
}
