package io.practiceops.foundation.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** A main class of the tests in a JVM of its own, and the lines it prints. */
public final class ChildJvm implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 120;

    private final Process process;
    private final List<String> all = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<String> unread = new LinkedBlockingQueue<>();
    private final Thread reader;

    public ChildJvm(Class<?> main, Object... arguments) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command =
                new ArrayList<>(
                        List.of(java, "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        for (var argument : arguments) {
            command.add(argument.toString());
        }
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        reader = Thread.ofVirtual().start(this::read);
    }

    /** Waits for the next line that begins so, and returns what follows. */
    public String await(String beginning) throws InterruptedException {
        while (true) {
            var line = unread.poll(PATIENCE_SECONDS, SECONDS);
            if (line == null) {
                throw new AssertionError("No line \"" + beginning + "...\" came, only " + all);
            }
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length());
            }
        }
    }

    /** What followed this beginning in all lines so far; complete after {@link #awaitEnd}. */
    public List<String> said(String beginning) {
        return all.stream()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()))
                .toList();
    }

    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, SECONDS)) {
            throw new AssertionError("The process does not end; it said " + all);
        }
        reader.join();
        return process.exitValue();
    }

    public long pid() {
        return process.pid();
    }

    /** SIGKILL; unlike {@link Process#destroyForcibly} it leaves what was printed readable. */
    public void kill() {
        process.toHandle().destroyForcibly();
    }

    /** SIGTERM. */
    public void terminate() {
        process.toHandle().destroy();
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
    }

    private void read() {
        try (var lines = process.inputReader(UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                all.add(line);
                unread.add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
