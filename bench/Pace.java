/** When requests are due. */
interface Pace {

    /** The moment the next request was due, at or before {@code now}; {@link #NONE} if none is. */
    long due(long now);

    /** The request that was due has been sent. */
    void sent();

    long NONE = Long.MIN_VALUE;

    /**
     * One request every so often, from a clock that does not wait for answers. A request sent late
     * counts from when it was due, so a server that stalls cannot hide it by slowing its clients.
     */
    final class Constant implements Pace {
        private final long start;
        private final double interval;
        private final long total;
        private long sent;

        Constant(long start, double perSecond, double seconds) {
            this.start = start;
            this.interval = 1e9 / perSecond;
            this.total = Math.round(perSecond * seconds);
        }

        long moment(long request) {
            return start + (long) (request * interval);
        }

        long total() {
            return total;
        }

        long left() {
            return total - sent;
        }

        @Override
        public long due(long now) {
            if (sent == total || moment(sent) - now > 0) {
                return NONE;
            }
            return moment(sent);
        }

        @Override
        public void sent() {
            sent++;
        }
    }

    /** As soon as a connection is free, until the end. */
    record Greedy(long end) implements Pace {

        @Override
        public long due(long now) {
            return now - end < 0 ? now : NONE;
        }

        @Override
        public void sent() {
            // the next one is due at once
        }
    }
}
