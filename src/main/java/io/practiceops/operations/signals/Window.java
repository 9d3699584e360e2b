package io.practiceops.operations.signals;

import java.time.Duration;

/**
 * Requests of a while.
 *
 * @param sinceStart whether it reaches back to the start of this process
 * @param errors those answered with a status of 500 or more
 * @param bounds lengths in nanoseconds, ascending
 * @param upTo how many requests took no longer than each
 */
record Window(
        Duration length,
        boolean sinceStart,
        long requests,
        long errors,
        double[] bounds,
        long[] upTo) {

    /** "in 15 min", or since the start and how long ago that is. */
    String period() {
        return sinceStart
                ? "since the start, %s ago".formatted(Amounts.of(rounded()))
                : "in 15 min";
    }

    private Duration rounded() {
        return length.compareTo(Duration.ofMinutes(1)) < 0
                ? Duration.ofSeconds(length.toSeconds())
                : Duration.ofMinutes(length.toMinutes());
    }

    /**
     * The length that this share of the requests did not exceed, as Prometheus estimates it: spread
     * evenly between two bounds. Null without requests.
     */
    @org.jspecify.annotations.Nullable
    String quantile(double share) {
        if (requests <= 0 || upTo.length == 0) {
            return null;
        }
        var rank = share * requests;
        var below = 0L;
        var from = 0.0;
        for (var i = 0; i < upTo.length; i++) {
            if (upTo[i] >= rank) {
                var within = upTo[i] == below ? 1 : (rank - below) / (upTo[i] - below);
                return Amounts.of(Duration.ofNanos(Math.round(from + within * (bounds[i] - from))));
            }
            below = upTo[i];
            from = bounds[i];
        }
        return "over " + Amounts.of(Duration.ofNanos(Math.round(from)));
    }
}
