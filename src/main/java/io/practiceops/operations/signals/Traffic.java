package io.practiceops.operations.signals;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * How requests fared in the last quarter of an hour, or since the start when that is less long ago.
 * The meters count from the start on; a sample now and then makes a window of them.
 */
@Component
class Traffic implements SmartLifecycle {

    private static final Duration EVERY = Duration.ofSeconds(15);
    private static final Duration WINDOW = Duration.ofMinutes(15);

    /** Files, probes and the console's own polling say nothing about how the work goes. */
    private static final Set<String> NOT_COUNTED =
            Set.of(
                    "/**",
                    "/status",
                    "/health",
                    "/health/detailed",
                    "/livez",
                    "/readyz",
                    "/metrics",
                    "/favicon.ico");

    private final MeterRegistry registry;
    private final Clock clock;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private volatile @Nullable Thread sampler;

    Traffic(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        samples.add(Sample.empty(clock.instant()));
    }

    /**
     * What was counted until a moment: requests, errors, and requests up to each length in
     * nanoseconds.
     */
    private record Sample(
            Instant at, boolean start, long requests, long errors, double[] bounds, long[] upTo) {
        static Sample empty(Instant at) {
            return new Sample(at, true, 0, 0, new double[0], new long[0]);
        }
    }

    /** The window as it is now. */
    Window window() {
        var now = sample();
        var from = begin(now.at());
        var upTo = now.upTo().clone();
        for (var i = 0; i < Math.min(upTo.length, from.upTo().length); i++) {
            upTo[i] -= from.upTo()[i];
        }
        return new Window(
                Duration.between(from.at(), now.at()),
                from.start(),
                now.requests() - from.requests(),
                now.errors() - from.errors(),
                now.bounds(),
                upTo);
    }

    private synchronized Sample begin(Instant now) {
        var first = samples.getFirst();
        for (var sample : samples) {
            if (Duration.between(sample.at(), now).compareTo(WINDOW) < 0) {
                break;
            }
            first = sample;
        }
        return first;
    }

    private Sample sample() {
        var requests = 0L;
        var errors = 0L;
        var bounds = new double[0];
        var upTo = new long[0];
        for (var timer : registry.find("http.server.requests").timers()) {
            if (NOT_COUNTED.contains(String.valueOf(timer.getId().getTag("uri")))) {
                continue;
            }
            var counts = timer.takeSnapshot().histogramCounts();
            if (upTo.length == 0) {
                bounds =
                        Arrays.stream(counts)
                                .mapToDouble(count -> count.bucket(TimeUnit.NANOSECONDS))
                                .toArray();
                upTo = new long[counts.length];
            }
            for (var i = 0; i < Math.min(upTo.length, counts.length); i++) {
                upTo[i] += (long) counts[i].count();
            }
            requests += timer.count();
            errors += isError(timer) ? timer.count() : 0;
        }
        return new Sample(clock.instant(), false, requests, errors, bounds, upTo);
    }

    private static boolean isError(Timer timer) {
        return Objects.equals(timer.getId().getTag("outcome"), "error");
    }

    private synchronized void keep(Sample sample) {
        samples.addLast(sample);
        while (samples.size() > WINDOW.dividedBy(EVERY) + 2) {
            samples.removeFirst();
        }
    }

    @Override
    public void start() {
        sampler = Thread.ofVirtual().name("traffic").start(this::sampleUntilStopped);
    }

    private void sampleUntilStopped() {
        try {
            while (true) {
                Thread.sleep(EVERY);
                keep(sample());
            }
        } catch (InterruptedException stopped) {
            // the end of it
        }
    }

    @Override
    public void stop() {
        var running = sampler;
        if (running != null) {
            running.interrupt();
            sampler = null;
        }
    }

    @Override
    public boolean isRunning() {
        return sampler != null;
    }
}
