package io.practiceops.practice.parsing;

import io.practiceops.foundation.kernel.Home;
import io.practiceops.practice.parsing.ParsingFailed.Reason;
import io.practiceops.practice.parsing.WorkerProtocol.Answer;
import io.practiceops.practice.parsing.WorkerProtocol.Refusal;
import io.practiceops.practice.parsing.WorkerProtocol.Request;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** One running {@link Worker}, as the server sees it. Used by one thread at a time. */
final class WorkerProcess implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WorkerProcess.class);

    /** What +ExitOnOutOfMemoryError exits with. */
    private static final int OUT_OF_MEMORY = 3;

    private static final int LAST_WORDS_SECONDS = 2;

    private final Process process;
    private final Path scratch;
    private final OutputStream requests;
    private final InputStream answers;
    private final StreamTail errors;
    private int served;
    private volatile boolean stopped;

    private WorkerProcess(Process process, Path scratch) {
        this.process = process;
        this.scratch = scratch;
        requests = new BufferedOutputStream(process.getOutputStream());
        answers = new BufferedInputStream(process.getInputStream());
        errors = StreamTail.of(process.getErrorStream());
    }

    static WorkerProcess start(int heapMegabytes, Home home) {
        try {
            var scratch = home.privateFolder().toRealPath();
            try {
                return new WorkerProcess(launch(heapMegabytes, scratch), scratch);
            } catch (IOException e) {
                Files.delete(scratch);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not start a worker", e);
        }
    }

    private static Process launch(int heapMegabytes, Path scratch) throws IOException {
        var builder = new ProcessBuilder(WorkerCommand.of(heapMegabytes, scratch));
        builder.directory(scratch.toFile());
        // The server's secrets may stand in its environment; the worker needs none of it.
        builder.environment().clear();
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.start();
    }

    /** Asks for one file. A worker that takes longer is killed, and one that died is told about. */
    Answer ask(Request request, Duration timeout, ScheduledExecutorService timer) {
        var alarm = timer.schedule(this::stop, timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            WorkerProtocol.send(request, requests);
            return WorkerProtocol.receiveAnswer(answers, request);
        } catch (IOException e) {
            return new Refusal(causeOfDeath(e), null);
        } finally {
            served++;
            alarm.cancel(false);
        }
    }

    private void stop() {
        stopped = true;
        process.destroyForcibly();
    }

    private Reason causeOfDeath(IOException e) {
        if (stopped) {
            return Reason.TOO_SLOW;
        }
        var status = statusOfDeath();
        if (status == OUT_OF_MEMORY) {
            return Reason.TOO_BIG_FOR_MEMORY;
        }
        log.warn("A worker ended with status {}: {}\n{}", status, e, errors.text());
        return Reason.CRASHED;
    }

    /** One whose answers end is about to exit: killed now, it would not tell why. */
    private int statusOfDeath() {
        try {
            if (!process.waitFor(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        return process.onExit().join().exitValue();
    }

    boolean isAlive() {
        return !stopped && process.isAlive();
    }

    /** How many files it was asked for. */
    int served() {
        return served;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Says that nothing more will be asked, as the end of the server does. */
    void endRequests() throws IOException {
        requests.close();
    }

    Path scratch() {
        return scratch;
    }

    /** Ends the worker whatever it is doing, and wipes what it left on disk. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        try {
            FileSystemUtils.deleteRecursively(scratch);
        } catch (IOException e) {
            log.warn("Could not wipe {}, where a worker kept its files: {}", scratch, e);
        }
    }
}
