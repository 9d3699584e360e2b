package io.practiceops.foundation.jobs;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/** What the queue tells the meters. */
final class QueueMeters {

    /** Several gauges are read in one scrape; one look at the table answers them all. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private record Look(Instant at, @Nullable QueueDepth depth) {}

    private final MeterRegistry registry;
    private final Supplier<QueueDepth> depth;
    private final Clock clock;
    private @Nullable Look last;

    QueueMeters(MeterRegistry registry, Supplier<QueueDepth> depth, Clock clock) {
        this.registry = registry;
        this.depth = depth;
        this.clock = clock;
        gauge(
                "practiceops.queue.due",
                "Jobs and tasks that could run now and do not",
                QueueDepth::due);
        gauge(
                "practiceops.queue.waiting",
                "Jobs and tasks whose time has not come",
                QueueDepth::waiting);
        gauge("practiceops.queue.failing", "Jobs and tasks to be tried again", QueueDepth::failing);
        gauge("practiceops.queue.dead", "Tasks nobody tries any more", QueueDepth::dead);
        Gauge.builder(
                        "practiceops.queue.oldest.due",
                        () -> read(d -> seconds(d.oldestAge(clock.instant()))))
                .description("How long the first of the due ones has been waiting")
                .baseUnit("seconds")
                .register(registry);
    }

    private void gauge(String name, String description, ToDoubleFunction<QueueDepth> value) {
        Gauge.builder(name, () -> read(value)).description(description).register(registry);
    }

    /** Times the run of a task. Whatever it throws goes through. */
    void time(String task, Runnable run) {
        var sample = Timer.start(registry);
        var outcome = "failed";
        try {
            run.run();
            outcome = "done";
        } finally {
            sample.stop(
                    Timer.builder("practiceops.queue.run")
                            .description("Runs of jobs and tasks")
                            .tag("task", task)
                            .tag("outcome", outcome)
                            .register(registry));
        }
    }

    private double read(ToDoubleFunction<QueueDepth> value) {
        var current = look();
        return current == null ? Double.NaN : value.applyAsDouble(current);
    }

    private synchronized @Nullable QueueDepth look() {
        var now = clock.instant();
        if (last == null || Duration.between(last.at, now).abs().compareTo(FRESH) > 0) {
            last = new Look(now, depthOrNull());
        }
        return last.depth;
    }

    /**
     * A database that doesn't answer is told by other meters; a wrong number here would be a lie.
     */
    private @Nullable QueueDepth depthOrNull() {
        try {
            return depth.get();
        } catch (DataAccessException unreachable) {
            return null;
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
