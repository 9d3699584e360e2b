package io.practiceops.practice.parsing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.practiceops.practice.parsing.ParsingFailed.Reason;
import io.practiceops.practice.parsing.WorkerProtocol.Answer;
import io.practiceops.practice.parsing.WorkerProtocol.ReadText;
import io.practiceops.practice.parsing.WorkerProtocol.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lives of the worker processes: what ends one, and that the next file does not notice. */
class WorkersTests {

    private static final ParsingLimits LIMITS =
            new ParsingLimits(64, Duration.ofMinutes(2), 100_000, 1);
    private static final Executor VIRTUAL = task -> Thread.ofVirtual().start(task);

    @TempDir Path folder;

    @Test
    void noWorkerRunsBeforeTheFirstFile() throws IOException {
        try (var workers = new Workers(LIMITS, TestFiles.HOME, InstantSource.system())) {
            assertThat(workers.processes()).isEmpty();
            text(workers, pdf());
            assertThat(workers.processes()).hasSize(1);
        }
    }

    @Test
    void aWorkerIsKeptForTheNextFileAlsoAfterABadOne() throws IOException {
        try (var workers = new Workers(LIMITS, TestFiles.HOME, InstantSource.system())) {
            text(workers, pdf());
            var first = workers.processes();
            var bad = Files.writeString(folder.resolve("bad"), "%PDF-1.7 and nothing");
            assertThatThrownBy(() -> text(workers, bad)).isInstanceOf(ParsingFailed.class);
            text(workers, pdf());

            assertThat(workers.processes()).isEqualTo(first);
        }
    }

    @Test
    void aWorkerIsReplacedAfterTwoHundredFiles() throws IOException {
        try (var workers = new Workers(LIMITS, TestFiles.HOME, InstantSource.system())) {
            var file = pdf();
            text(workers, file);
            var first = workers.processes().getFirst();
            for (var i = 1; i < 201; i++) {
                text(workers, file);
            }

            assertThat(first.isAlive()).isFalse();
            assertThat(workers.processes()).hasSize(1);
        }
    }

    @Test
    void aFileThatTakesTooLongFailsAloneAndIsStopped() throws Exception {
        var limits = new ParsingLimits(64, Duration.ofSeconds(5), 100_000, 1);
        var endless = TestFiles.endless(folder);
        try (var workers = new Workers(limits, TestFiles.HOME, InstantSource.system())) {
            assertThatThrownBy(() -> text(workers, endless))
                    .asInstanceOf(type(ParsingFailed.class))
                    .extracting(ParsingFailed::reason)
                    .isEqualTo(Reason.TOO_SLOW);
            assertThat(workers.processes()).isEmpty();
            assertThat(text(workers, pdf()).text()).isEqualTo("Fine");
        }
    }

    @Test
    void aFileThatNeedsMoreMemoryThanThereIsFailsAlone() throws IOException {
        var limits = new ParsingLimits(32, Duration.ofMinutes(2), 100_000, 1);
        var big = Files.write(folder.resolve("big"), TestFiles.pdfWithAWordOf(300));
        try (var workers = new Workers(limits, TestFiles.HOME, InstantSource.system())) {
            assertThatThrownBy(() -> text(workers, big))
                    .asInstanceOf(type(ParsingFailed.class))
                    .extracting(ParsingFailed::reason)
                    .isEqualTo(Reason.TOO_BIG_FOR_MEMORY);
            assertThat(text(workers, pdf()).text()).isEqualTo("Fine");
        }
    }

    @Test
    void aWorkerKilledInTheMiddleFailsItsFileAlone() throws Exception {
        var endless = TestFiles.endless(folder);
        try (var workers = new Workers(LIMITS, TestFiles.HOME, InstantSource.system())) {
            var reading = CompletableFuture.supplyAsync(() -> text(workers, endless), VIRTUAL);
            // Opening a pipe for writing waits until somebody reads it: the worker.
            try (var _ = Files.newOutputStream(endless)) {
                workers.processes().forEach(ProcessHandle::destroyForcibly);
                assertThatThrownBy(reading::get)
                        .isInstanceOf(ExecutionException.class)
                        .cause()
                        .asInstanceOf(type(ParsingFailed.class))
                        .extracting(ParsingFailed::reason)
                        .isEqualTo(Reason.CRASHED);
            }
            assertThat(text(workers, pdf()).text()).isEqualTo("Fine");
        }
    }

    @Test
    void aWorkerKilledWhileIdleIsNotNoticed() throws Exception {
        try (var workers = new Workers(LIMITS, TestFiles.HOME, InstantSource.system())) {
            text(workers, pdf());
            var idle = workers.processes().getFirst();
            idle.destroyForcibly();

            assertThat(text(workers, pdf()).text()).isEqualTo("Fine");
            assertThat(workers.processes()).hasSize(1).doesNotContain(idle);
        }
    }

    @Test
    void aWorkerEndsWhenTheServerIsGoneEvenWhileParsing() throws Exception {
        var endless = TestFiles.endless(folder);
        try (var worker = WorkerProcess.start(64, TestFiles.HOME);
                var timer = Executors.newSingleThreadScheduledExecutor()) {
            var asked =
                    CompletableFuture.<Answer>supplyAsync(
                            () ->
                                    worker.ask(
                                            new ReadText(new Source(endless, "f"), 10),
                                            Duration.ofMinutes(2),
                                            timer),
                            VIRTUAL);
            try (var _ = Files.newOutputStream(endless)) {
                worker.endRequests();
                worker.handle().onExit().join();
            }

            assertThat(asked.get()).isInstanceOf(WorkerProtocol.Refusal.class);
            assertThat(worker.scratch()).doesNotExist();
        }
    }

    @Test
    void idleWorkersEndAfterMinutes() throws IOException {
        var clock = new MovableClock();
        try (var workers = new Workers(LIMITS, TestFiles.HOME, clock)) {
            text(workers, pdf());
            clock.now = clock.now.plus(Duration.ofMinutes(4));
            workers.endIdle();
            assertThat(workers.processes()).hasSize(1);

            clock.now = clock.now.plus(Duration.ofMinutes(1));
            workers.endIdle();
            assertThat(workers.processes()).isEmpty();
            assertThat(text(workers, pdf()).text()).isEqualTo("Fine");
        }
    }

    @Test
    void eightCallersShareTwoWorkers() throws Exception {
        var limits = new ParsingLimits(64, Duration.ofMinutes(2), 100_000, 2);
        var start = new CountDownLatch(1);
        try (var workers = new Workers(limits, TestFiles.HOME, InstantSource.system());
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var texts =
                    IntStream.range(0, 8)
                            .mapToObj(i ->
                                    callers.submit(() -> {
                                        start.await();
                                        return text(workers, pdf(i));
                                    }))
                            .toList();
            start.countDown();
            for (var i = 0; i < 8; i++) {
                assertThat(texts.get(i).get().text()).isEqualTo("Number " + i);
            }
            assertThat(workers.processes()).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void nothingRunsOrLiesAroundAfterClosing() throws IOException {
        var workers = new Workers(LIMITS, TestFiles.HOME, InstantSource.system());
        text(workers, pdf());
        var worker = workers.processes().getFirst();
        workers.close();

        assertThat(worker.isAlive()).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> text(workers, pdf()));
    }

    private static Extracted text(Workers workers, Path file) {
        return workers.ask(new ReadText(new Source(file, "f"), 100_000), Extracted.class);
    }

    private Path pdf() throws IOException {
        return Files.write(folder.resolve("fine"), TestFiles.pdf("Fine"));
    }

    private Path pdf(int number) throws IOException {
        return Files.write(folder.resolve("number" + number), TestFiles.pdf("Number " + number));
    }

    private static final class MovableClock implements InstantSource {

        private volatile Instant now = Instant.parse("2026-03-02T09:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }
    }
}
