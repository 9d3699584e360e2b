import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Checks the load generator against servers of which the right figures are known beforehand. */
final class LoadCheck {

    private static final String USAGE =
            """
            Usage: bench/run check

            Measures, for a few seconds each, servers on loopback that delay, stall, fail, answer in
            chunks or close connections, and says whether the figures are the ones they must be.

              --help   this text
            """;

    private static int wrong;

    static void main(String[] arguments) throws Exception {
        Program.run(USAGE, arguments, LoadCheck::run);
    }

    private static int run(Program program) throws Exception {
        program.refuseWords();
        // Beyond 200 the JDK's server closes idle connections without announcing it.
        System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
        quantilesAreExactToHalfAPercent();
        aKnownDelayIsMeasured();
        aStallShowsInThePercentiles();
        aClosedLoopHidesTheSameStall();
        aRateOutOfReachIsSaidSo();
        chunksAndClosedConnectionsAreRead();
        errorsAreCountedByStatus();
        silenceIsAnError();
        strangersAreRefused();
        IO.println(wrong == 0 ? "All as it must be." : wrong + " not as it must be.");
        return wrong == 0 ? 0 : 1;
    }

    private static void quantilesAreExactToHalfAPercent() {
        var histogram = new Histogram();
        for (var value = 1L; value <= 1_000_000; value++) {
            histogram.record(value * 1_000);
        }
        for (var part : List.of(0.5, 0.9, 0.99, 0.999)) {
            var exact = part * 1e9;
            expect(
                    "quantile %s of 1..10^6".formatted(part),
                    histogram.quantile(part) / exact,
                    0.9999,
                    1.005);
        }
    }

    private static void aKnownDelayIsMeasured() throws Exception {
        try (var server = Server.that((_, _) -> Thread.sleep(20), false)) {
            var result = open(server, 1000, 3);
            IO.print(result.table());
            expect("p50 ms of a 20 ms delay at 1000/s", result.millis(0.5), 20, 22);
            expect("answers in 3 s at 1000/s", result.answers(), 3000, 3000);
            expect("rate reached", result.reachedTarget() ? 1 : 0, 1, 1);
        }
    }

    /**
     * All requests due in a stall of half a second wait for its end: of 2,000 in 4 s about 250, an
     * eighth, on average half of it.
     */
    private static void aStallShowsInThePercentiles() throws Exception {
        try (var server = Server.that(stallOnce(), false)) {
            var result = open(server, 500, 4);
            IO.print(result.table());
            expect("p50 ms beside the stall", result.millis(0.5), 0, 15);
            expect("p99 ms with a stall of 500 ms", result.millis(0.99), 400, 520);
            expect("p90 ms, which is inside the stall", result.millis(0.9), 60, 250);
        }
    }

    private static void aClosedLoopHidesTheSameStall() throws Exception {
        try (var server = Server.that(stallOnce(), false)) {
            var plan =
                    LoadPlan.closed(
                            server.requests(), 4, Duration.ofMillis(500), Duration.ofSeconds(3));
            var result = LoadLoop.run(plan);
            IO.print(result.table());
            expect("closed loop: p99 ms, blind to the stall", result.millis(0.99), 0, 50);
            expect("closed loop: the stall is in max only", result.maxMillis(), 450, 700);
        }
    }

    private static void aRateOutOfReachIsSaidSo() throws Exception {
        try (var server = Server.that((_, _) -> Thread.sleep(20), false)) {
            var plan =
                    new LoadPlan(
                            server.requests(),
                            500,
                            4,
                            Duration.ZERO,
                            Duration.ofSeconds(2),
                            Duration.ofSeconds(1),
                            200);
            var result = LoadLoop.run(plan);
            expect("four connections at 20 ms cannot do 500/s", result.achieved(), 150, 201);
            expect("which is no reached target", result.reachedTarget() ? 1 : 0, 0, 0);
            expect("and an error", result.isClean() ? 1 : 0, 0, 0);
        }
    }

    private static void chunksAndClosedConnectionsAreRead() throws Exception {
        try (var server = Server.that((_, _) -> {}, true)) {
            var result = open(server, 300, 2);
            expect("chunked answers, one in ten closing", result.answers(), 600, 600);
            expect("connections opened for it", result.connectionsOpened(), 60, 200);
            expect("no error by it", result.isClean() ? 1 : 0, 1, 1);
        }
    }

    private static void errorsAreCountedByStatus() throws Exception {
        try (var server = Server.that((_, number) -> status(number % 10 == 0 ? 503 : 200), false)) {
            var result = open(server, 300, 2);
            var count = result.errors().getOrDefault("status 503", 0L);
            expect("one in ten with 503", count, 58, 62);
        }
    }

    private static void silenceIsAnError() throws Exception {
        try (var server =
                Server.that((_, number) -> Thread.sleep(number == 50 ? 5_000 : 0), false)) {
            var plan =
                    new LoadPlan(
                            server.requests(),
                            100,
                            16,
                            Duration.ZERO,
                            Duration.ofSeconds(2),
                            Duration.ofSeconds(1),
                            200);
            var result = LoadLoop.run(plan);
            expect(
                    "one answer lost",
                    result.errors().values().stream().mapToLong(n -> n).sum(),
                    1,
                    1);
        }
    }

    private static void strangersAreRefused() {
        var refused = 0;
        for (var address :
                List.of(
                        "http://192.0.2.1/",
                        "http://0.0.0.0/",
                        "https://localhost/",
                        "localhost")) {
            try {
                Requests.of(List.of(address), List.of());
            } catch (Program.Refused expected) {
                refused++;
            }
        }
        expect("addresses refused that are not http on loopback", refused, 4, 4);
    }

    private static LoadResult open(Server server, double rate, int seconds) throws IOException {
        var plan =
                LoadPlan.open(
                        server.requests(),
                        rate,
                        Duration.ofMillis(500),
                        Duration.ofSeconds(seconds));
        return LoadLoop.run(plan);
    }

    private static void expect(String what, double value, double least, double most) {
        var right = value >= least && value <= most;
        wrong += right ? 0 : 1;
        IO.println(
                "%s  %s: %.3f, must be %.3f to %.3f"
                        .formatted(right ? "ok   " : "WRONG", what, value, least, most));
    }

    private interface Behaviour {
        void act(Server server, int number) throws Exception;
    }

    private static final ScopedValue<int[]> STATUS = ScopedValue.newInstance();

    private static void status(int status) {
        STATUS.get()[0] = status;
    }

    /** Like a collector's pause, from 1.5 s to 2 s: everybody waits until it is over. */
    private static Behaviour stallOnce() {
        return (server, _) -> {
            var age = System.nanoTime() - server.started;
            if (age > 1_500_000_000L && age < 2_000_000_000L) {
                Thread.sleep(Duration.ofNanos(2_000_000_000L - age));
            }
        };
    }

    private static final class Server implements AutoCloseable {

        private final HttpServer server;
        private final AtomicInteger numbers = new AtomicInteger();
        private final long started = System.nanoTime();

        private Server(HttpServer server) {
            this.server = server;
        }

        static Server that(Behaviour behaviour, boolean chunked) throws IOException {
            var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            var made = new Server(HttpServer.create(loopback, 0));
            made.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            made.server.createContext(
                    "/",
                    exchange -> {
                        var number = made.numbers.incrementAndGet();
                        var status = new int[] {200};
                        try (exchange) {
                            ScopedValue.where(STATUS, status)
                                    .call(() -> {
                                        behaviour.act(made, number);
                                        return status;
                                    });
                            if (chunked && number % 10 == 0) {
                                exchange.getResponseHeaders().set("Connection", "close");
                            }
                            var body = "x".repeat(chunked ? 20_000 : 500).getBytes();
                            exchange.sendResponseHeaders(status[0], chunked ? 0 : body.length);
                            exchange.getResponseBody().write(body);
                        } catch (Exception e) {
                            throw new IOException(e);
                        }
                    });
            made.server.start();
            return made;
        }

        Requests requests() {
            var address = server.getAddress();
            return Requests.of(
                    List.of("http://%s:%d/".formatted(address.getHostString(), address.getPort())),
                    List.of("Accept: */*"));
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
