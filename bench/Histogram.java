/** Counts of durations in nanoseconds, each kept to 0.4 %, in 225 kB whatever their range. */
final class Histogram {

    private static final int PRECISION_BITS = 9;
    private static final int PER_DOUBLING = 1 << PRECISION_BITS;

    private final long[] counts = new long[(Long.SIZE - PRECISION_BITS) << PRECISION_BITS];
    private long count;
    private long max;

    void record(long nanos) {
        var value = Math.max(0, nanos);
        counts[bucket(value)]++;
        count++;
        max = Math.max(max, value);
    }

    long count() {
        return count;
    }

    long max() {
        return max;
    }

    /** The duration that the given part of all, say 0.99, did not exceed. */
    long quantile(double part) {
        var wanted = Math.max(1, (long) Math.ceil(part * count));
        var seen = 0L;
        for (var bucket = 0; bucket < counts.length; bucket++) {
            seen += counts[bucket];
            if (seen >= wanted) {
                return Math.min(max, highest(bucket));
            }
        }
        return max;
    }

    private static int bucket(long value) {
        var doublings = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(value) - PRECISION_BITS);
        // From 512 on the highest bit is always set, so half of the buckets of a doubling stand
        // empty.
        return (doublings << PRECISION_BITS) + (int) (value >>> doublings);
    }

    private static long highest(int bucket) {
        var doublings = bucket >>> PRECISION_BITS;
        var lowest = (long) (bucket & (PER_DOUBLING - 1)) << doublings;
        return lowest + (1L << doublings) - 1;
    }
}
