import java.time.Duration;

/**
 * What to do to a server.
 *
 * @param rate requests per second; 0 for a closed loop, where each answer is followed by a request
 * @param connections in a closed loop their number, otherwise the most that may be open
 */
record LoadPlan(
        Requests requests,
        double rate,
        int connections,
        Duration warmUp,
        Duration duration,
        Duration timeout,
        int expectedStatus) {

    static final int MOST_CONNECTIONS = 1_000;

    LoadPlan {
        if (connections > MOST_CONNECTIONS) {
            throw new Program.Refused("No more than " + MOST_CONNECTIONS + " connections.");
        }
        if (rate > 50_000) {
            throw new Program.Refused("No more than 50000 requests per second.");
        }
    }

    /** A constant rate, whatever the server makes of it. */
    static LoadPlan open(Requests requests, double rate, Duration warmUp, Duration duration) {
        return new LoadPlan(requests, rate, 256, warmUp, duration, Duration.ofSeconds(10), 200);
    }

    static LoadPlan closed(Requests requests, int connections, Duration warmUp, Duration duration) {
        return new LoadPlan(
                requests, 0, connections, warmUp, duration, Duration.ofSeconds(10), 200);
    }

    boolean isOpen() {
        return rate > 0;
    }
}
