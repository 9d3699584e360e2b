package io.practiceops.foundation.jobs;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How a failed task is tried again: after {@code first}, then each time {@code factor} times later,
 * never later than {@code longest}, a fifth more or less so that what failed together does not
 * return together.
 *
 * @param attempts tries in all; after the last the task is a dead letter
 */
public record Retry(Duration first, double factor, Duration longest, int attempts) {

    private static final double SPREAD = 0.2;

    public Retry {
        if (!first.isPositive() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "Retry after %s, at most %s".formatted(first, longest));
        }
        if (factor < 1 || attempts < 1) {
            throw new IllegalArgumentException(
                    "Retry %d times, factor %s".formatted(attempts, factor));
        }
    }

    /** Twelve tries within about two and a half hours. */
    public static Retry standard() {
        return new Retry(Duration.ofSeconds(5), 2, Duration.ofHours(1), 12);
    }

    /** For what others must mend first: tries for about a day, in the end each hour. */
    public static Retry patient() {
        return new Retry(Duration.ofSeconds(30), 2, Duration.ofHours(1), 30);
    }

    public Retry attempts(int number) {
        return new Retry(first, factor, longest, number);
    }

    /** The wait after that many failures in a row, from 1. */
    Duration wait(int failures, RandomGenerator random) {
        var millis =
                Math.min(
                        first.toMillis() * Math.pow(factor, failures - 1),
                        (double) longest.toMillis());
        var spread = 1 - SPREAD + 2 * SPREAD * random.nextDouble();
        return Duration.ofMillis(Math.max(1, Math.round(millis * spread)));
    }
}
