package io.practiceops.practice.parsing;

import io.practiceops.foundation.kernel.Home;
import io.practiceops.practice.parsing.ParsingFailed.Reason;
import io.practiceops.practice.parsing.WorkerProtocol.Answer;
import io.practiceops.practice.parsing.WorkerProtocol.Refusal;
import io.practiceops.practice.parsing.WorkerProtocol.Request;
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
 * The workers of one {@link Lane}: as many as the limits allow, each warm for the next file until
 * it is worn out, idle for minutes, or killed by a file.
 */
final class Workers implements AutoCloseable {

    private static final int FILES_PER_WORKER = 200;
    private static final Duration KEPT_IDLE = Duration.ofMinutes(5);

    private final ParsingLimits limits;
    private final Home home;
    private final InstantSource clock;
    private final Semaphore slots;
    private final Deque<Idle> idle = new ConcurrentLinkedDeque<>();
    private final Set<WorkerProcess> workers = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor timer;

    /**
     * Callers are virtual threads, which a read from a pipe would not release their carrier for.
     */
    private final ExecutorService conversations =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("parsing-", 0).factory());

    private volatile boolean closed;

    private record Idle(WorkerProcess worker, Instant since) {}

    Workers(ParsingLimits limits, Home home, InstantSource clock) {
        this.limits = limits;
        this.home = home;
        this.clock = clock;
        slots = new Semaphore(limits.processes(), true);
        timer =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("parsing-timer").factory());
        timer.setRemoveOnCancelPolicy(true);
        var _ = timer.scheduleWithFixedDelay(this::endIdle, 1, 1, TimeUnit.MINUTES);
    }

    /** What a worker answers; the answer is of the kind the request asks for, or none. */
    <A extends Answer> A ask(Request request, Class<A> kind) {
        waitForTurn();
        try {
            return kind.cast(answer(request));
        } finally {
            slots.release();
        }
    }

    private void waitForTurn() {
        try {
            slots.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while waiting for a worker");
        }
    }

    private Answer answer(Request request) {
        var warm = warm();
        if (warm != null) {
            try {
                return ask(warm, request);
            } catch (ParsingFailed e) {
                // It may have been killed while idle or worn out by earlier files: ask a fresh one.
                if (e.reason() != Reason.CRASHED) {
                    throw e;
                }
            }
        }
        return ask(start(), request);
    }

    private Answer ask(WorkerProcess worker, Request request) {
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
        if (answer instanceof Refusal(var reason, var mediaType)) {
            requireOpen();
            throw new ParsingFailed(reason, mediaType);
        }
        return answer;
    }

    private @Nullable WorkerProcess warm() {
        for (var next = idle.pollLast(); next != null; next = idle.pollLast()) {
            if (next.worker.isAlive()) {
                return next.worker;
            }
            end(next.worker);
        }
        return null;
    }

    private WorkerProcess start() {
        requireOpen();
        var worker = WorkerProcess.start(limits.heapMegabytes(), home);
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

    private void end(WorkerProcess worker) {
        worker.close();
        workers.remove(worker);
    }

    /** The processes that live right now. */
    List<ProcessHandle> processes() {
        return workers.stream().map(WorkerProcess::handle).filter(ProcessHandle::isAlive).toList();
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
            throw new IllegalStateException("Parsing has been closed");
        }
    }
}
