import java.util.Locale;
import java.util.Map;

/**
 * What came of a {@link LoadPlan}, warm-up left out.
 *
 * @param answers answers of the expected status
 * @param errors what went wrong, and how often
 * @param achieved answers per second
 * @param latencies from the moment each request was due
 * @param delays how late the requests were sent: the generator's own part of the latencies
 * @param cpuSeconds used by the generator itself
 */
record LoadResult(
        double target,
        long answers,
        Map<String, Long> errors,
        double achieved,
        Histogram latencies,
        Histogram delays,
        double cpuSeconds,
        long bytes,
        int connectionsOpened) {

    boolean reachedTarget() {
        return target == 0 || achieved >= 0.99 * target;
    }

    boolean isClean() {
        return errors.isEmpty() && answers > 0;
    }

    double millis(double quantile) {
        return latencies.quantile(quantile) / 1e6;
    }

    double maxMillis() {
        return latencies.max() / 1e6;
    }

    String table() {
        var mode = target > 0 ? "open model, %.0f/s".formatted(target) : "closed loop";
        return String.format(
                Locale.ROOT,
                """
                mode         %s
                answers      %d
                errors       %s
                achieved     %.1f/s%s
                latency ms   p50 %.2f  p90 %.2f  p99 %.2f  p99.9 %.2f  max %.2f
                sent late    p50 %.2f ms  p99 %.2f ms  max %.2f ms
                received     %.1f MB over %d connections
                own CPU      %.2f s
                """,
                mode,
                answers,
                errors.isEmpty() ? "none" : errors,
                achieved,
                reachedTarget() ? "" : " (target not reached)",
                millis(0.5),
                millis(0.9),
                millis(0.99),
                millis(0.999),
                maxMillis(),
                delays.quantile(0.5) / 1e6,
                delays.quantile(0.99) / 1e6,
                delays.max() / 1e6,
                bytes / 1e6,
                connectionsOpened,
                cpuSeconds);
    }
}
