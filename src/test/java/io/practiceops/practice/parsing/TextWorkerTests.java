package io.practiceops.practice.parsing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.practiceops.practice.parsing.ExtractionFailed.Reason;
import io.practiceops.practice.parsing.WorkerProtocol.Answer;
import io.practiceops.practice.parsing.WorkerProtocol.Request;
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
class TextWorkerTests {

    private static final ExtractionLimits LIMITS =
            new ExtractionLimits(64, Duration.ofMinutes(2), 100_000, 1);
    private static final Executor VIRTUAL = task -> Thread.ofVirtual().start(task);

    @TempDir Path folder;

    @Test
    void noWorkerRunsBeforeTheFirstFile() throws IOException {
        try (var extraction = new TextExtraction(LIMITS, InstantSource.system())) {
            assertThat(extraction.processes()).isEmpty();
            extraction.extract(pdf(), "f.pdf");
            assertThat(extraction.processes()).hasSize(1);
        }
    }

    @Test
    void aWorkerIsKeptForTheNextFileAlsoAfterABadOne() throws IOException {
        try (var extraction = new TextExtraction(LIMITS, InstantSource.system())) {
            extraction.extract(pdf(), "f.pdf");
            var first = extraction.processes();
            var bad = Files.writeString(folder.resolve("bad"), "%PDF-1.7 and nothing");
            assertThatThrownBy(() -> extraction.extract(bad, "bad.pdf"))
                    .isInstanceOf(ExtractionFailed.class);
            extraction.extract(pdf(), "f.pdf");

            assertThat(extraction.processes()).isEqualTo(first);
        }
    }

    @Test
    void aWorkerIsReplacedAfterTwoHundredFiles() throws IOException {
        try (var extraction = new TextExtraction(LIMITS, InstantSource.system())) {
            var file = pdf();
            extraction.extract(file, "f.pdf");
            var first = extraction.processes().getFirst();
            for (var i = 1; i < 201; i++) {
                extraction.extract(file, "f.pdf");
            }

            assertThat(first.isAlive()).isFalse();
            assertThat(extraction.processes()).hasSize(1);
        }
    }

    @Test
    void aFileThatTakesTooLongFailsAloneAndIsStopped() throws Exception {
        var limits = new ExtractionLimits(64, Duration.ofSeconds(5), 100_000, 1);
        var endless = TestFiles.endless(folder);
        try (var extraction = new TextExtraction(limits, InstantSource.system())) {
            assertThatThrownBy(() -> extraction.extract(endless, "endless.pdf"))
                    .asInstanceOf(type(ExtractionFailed.class))
                    .extracting(ExtractionFailed::reason)
                    .isEqualTo(Reason.TOO_SLOW);
            assertThat(extraction.processes()).isEmpty();
            assertThat(extraction.extract(pdf(), "f.pdf").text()).isEqualTo("Fine");
        }
    }

    @Test
    void aFileThatNeedsMoreMemoryThanThereIsFailsAlone() throws IOException {
        var limits = new ExtractionLimits(32, Duration.ofMinutes(2), 100_000, 1);
        var big = Files.write(folder.resolve("big"), TestFiles.pdfWithAWordOf(300));
        try (var extraction = new TextExtraction(limits, InstantSource.system())) {
            assertThatThrownBy(() -> extraction.extract(big, "big.pdf"))
                    .asInstanceOf(type(ExtractionFailed.class))
                    .extracting(ExtractionFailed::reason)
                    .isEqualTo(Reason.TOO_BIG_FOR_MEMORY);
            assertThat(extraction.extract(pdf(), "f.pdf").text()).isEqualTo("Fine");
        }
    }

    @Test
    void aWorkerKilledInTheMiddleFailsItsFileAlone() throws Exception {
        var endless = TestFiles.endless(folder);
        try (var extraction = new TextExtraction(LIMITS, InstantSource.system())) {
            var reading =
                    CompletableFuture.supplyAsync(
                            () -> extraction.extract(endless, "endless.pdf"), VIRTUAL);
            // Opening a pipe for writing waits until somebody reads it: the worker.
            try (var _ = Files.newOutputStream(endless)) {
                extraction.processes().forEach(ProcessHandle::destroyForcibly);
                assertThatThrownBy(reading::get)
                        .isInstanceOf(ExecutionException.class)
                        .cause()
                        .asInstanceOf(type(ExtractionFailed.class))
                        .extracting(ExtractionFailed::reason)
                        .isEqualTo(Reason.CRASHED);
            }
            assertThat(extraction.extract(pdf(), "f.pdf").text()).isEqualTo("Fine");
        }
    }

    @Test
    void aWorkerKilledWhileIdleIsNotNoticed() throws Exception {
        try (var extraction = new TextExtraction(LIMITS, InstantSource.system())) {
            extraction.extract(pdf(), "f.pdf");
            var idle = extraction.processes().getFirst();
            idle.destroyForcibly();

            assertThat(extraction.extract(pdf(), "f.pdf").text()).isEqualTo("Fine");
            assertThat(extraction.processes()).hasSize(1).doesNotContain(idle);
        }
    }

    @Test
    void aWorkerEndsWhenTheServerIsGoneEvenWhileParsing() throws Exception {
        var endless = TestFiles.endless(folder);
        try (var worker = TextWorkerProcess.start(64);
                var timer = Executors.newSingleThreadScheduledExecutor()) {
            var asked =
                    CompletableFuture.<Answer>supplyAsync(
                            () ->
                                    worker.ask(
                                            new Request(endless, "endless.pdf", 10),
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
        try (var extraction = new TextExtraction(LIMITS, clock)) {
            extraction.extract(pdf(), "f.pdf");
            clock.now = clock.now.plus(Duration.ofMinutes(4));
            extraction.endIdle();
            assertThat(extraction.processes()).hasSize(1);

            clock.now = clock.now.plus(Duration.ofMinutes(1));
            extraction.endIdle();
            assertThat(extraction.processes()).isEmpty();
            assertThat(extraction.extract(pdf(), "f.pdf").text()).isEqualTo("Fine");
        }
    }

    @Test
    void eightCallersShareTwoWorkers() throws Exception {
        var limits = new ExtractionLimits(64, Duration.ofMinutes(2), 100_000, 2);
        var start = new CountDownLatch(1);
        try (var extraction = new TextExtraction(limits, InstantSource.system());
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var texts =
                    IntStream.range(0, 8)
                            .mapToObj(i ->
                                    callers.submit(() -> {
                                        start.await();
                                        return extraction.extract(pdf(i), "f");
                                    }))
                            .toList();
            start.countDown();
            for (var i = 0; i < 8; i++) {
                assertThat(texts.get(i).get().text()).isEqualTo("Number " + i);
            }
            assertThat(extraction.processes()).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void nothingRunsOrLiesAroundAfterClosing() throws IOException {
        var extraction = new TextExtraction(LIMITS, InstantSource.system());
        extraction.extract(pdf(), "f.pdf");
        var worker = extraction.processes().getFirst();
        extraction.close();

        assertThat(worker.isAlive()).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> extraction.extract(pdf(), "f.pdf"));
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
