package io.practiceops.practice.parsing;

import io.practiceops.practice.parsing.ExtractionFailed.Reason;
import io.practiceops.practice.parsing.WorkerProtocol.Refusal;
import io.practiceops.practice.parsing.WorkerProtocol.Request;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of files that anybody may have sent.
 *
 * <p>Parsers run in processes of their own, so that a hostile file takes neither the server's
 * memory nor its time: it costs at most one worker, and the next file gets a fresh one. Workers
 * start with the first file, stay warm between files and end when idle. Safe for any number of
 * threads; those beyond {@link ExtractionLimits#processes()} wait their turn.
 */
public final class TextExtraction implements AutoCloseable {

    private static final int FILES_PER_WORKER = 200;
    private static final Duration KEPT_IDLE = Duration.ofMinutes(5);

    private final ExtractionLimits limits;
    private final InstantSource clock;
    private final Semaphore slots;
    private final Deque<Idle> idle = new ConcurrentLinkedDeque<>();
    private final Set<TextWorkerProcess> workers = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor timer;

    /**
     * Callers are virtual threads, which a read from a pipe would not release their carrier for.
     */
    private final ExecutorService conversations =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("text-extraction-", 0).factory());

    private volatile boolean closed;

    private record Idle(TextWorkerProcess worker, Instant since) {}

    TextExtraction(ExtractionLimits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
        slots = new Semaphore(limits.processes(), true);
        timer =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("text-extraction-timer").factory());
        timer.setRemoveOnCancelPolicy(true);
        var _ = timer.scheduleWithFixedDelay(this::endIdle, 1, 1, TimeUnit.MINUTES);
    }

    /**
     * The text of that file.
     *
     * @param fileName the name people know it by; a hint to its type, never opened
     * @throws ExtractionFailed if it holds no text that can be read, with the reason
     * @throws UncheckedIOException if there is no such file, or no worker could be started
     */
    public Extracted extract(Path file, String fileName) {
        if (!Files.isReadable(file)) {
            throw new UncheckedIOException(new NoSuchFileException(file.toString()));
        }
        var request = new Request(file.toAbsolutePath(), fileName, limits.maxCharacters());
        waitForTurn();
        try {
            return read(request);
        } finally {
            slots.release();
        }
    }

    private void waitForTurn() {
        try {
            slots.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while waiting for a text worker");
        }
    }

    private Extracted read(Request request) {
        var warm = warm();
        if (warm != null) {
            try {
                return ask(warm, request);
            } catch (ExtractionFailed e) {
                // It may have been killed while idle or worn out by earlier files: ask a fresh one.
                if (e.reason() != Reason.CRASHED) {
                    throw e;
                }
            }
        }
        return ask(start(), request);
    }

    private Extracted ask(TextWorkerProcess worker, Request request) {
        requireOpen();
        var answer =
                CompletableFuture.supplyAsync(
                                () -> worker.ask(request, limits.timeout(), timer), conversations)
                        .join();
        if (worker.isAlive() && worker.served() < FILES_PER_WORKER && !closed) {
            idle.addLast(new Idle(worker, clock.instant()));
        } else {
            end(worker);
        }
        return switch (answer) {
            case Extracted extracted -> extracted;
            case Refusal(var reason, var mediaType) -> {
                requireOpen();
                throw new ExtractionFailed(reason, mediaType);
            }
        };
    }

    private @Nullable TextWorkerProcess warm() {
        for (var next = idle.pollLast(); next != null; next = idle.pollLast()) {
            if (next.worker.isAlive()) {
                return next.worker;
            }
            end(next.worker);
        }
        return null;
    }

    private TextWorkerProcess start() {
        requireOpen();
        var worker = TextWorkerProcess.start(limits.heapMegabytes());
        workers.add(worker);
        if (closed) {
            end(worker);
        }
        return worker;
    }

    /** Ends the workers nobody has asked for minutes, which gives their memory back. */
    void endIdle() {
        var oldest = clock.instant().minus(KEPT_IDLE);
        for (var each : List.copyOf(idle)) {
            if (!each.since.isAfter(oldest) && idle.remove(each)) {
                end(each.worker);
            }
        }
    }

    private void end(TextWorkerProcess worker) {
        worker.close();
        workers.remove(worker);
    }

    /** The processes that live right now. */
    List<ProcessHandle> processes() {
        return workers.stream()
                .map(TextWorkerProcess::handle)
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    /** Ends all workers. A file being read fails with {@link IllegalStateException}. */
    @Override
    public void close() {
        closed = true;
        timer.shutdownNow();
        conversations.shutdown();
        workers.forEach(this::end);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("Text extraction has been closed");
        }
    }
}
