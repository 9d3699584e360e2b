import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Carries out a {@link LoadPlan} on one thread, so that nothing needs a lock and little the CPU.
 */
final class LoadLoop {

    private static final long LONGEST_IDLE = 5_000_000_000L;
    private static final int LOOK_AROUND_MILLIS = 100;

    private final LoadPlan plan;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
    private final List<HttpConnection> open = new ArrayList<>();
    private final Deque<HttpConnection> idle = new ArrayDeque<>();

    private final Histogram latencies = new Histogram();
    private final Histogram delays = new Histogram();
    private final Map<String, Long> errors = new TreeMap<>();
    private final long measureFrom;
    private final long end;
    private final Pace pace;
    private long firstAnswer;
    private long lastAnswer;
    private long bytes;
    private int opened;
    private double cpuAtStart = Double.NaN;

    private LoadLoop(LoadPlan plan, Selector selector) {
        this.plan = plan;
        this.selector = selector;
        var start = System.nanoTime();
        measureFrom = start + plan.warmUp().toNanos();
        end = measureFrom + plan.duration().toNanos();
        pace =
                plan.isOpen()
                        ? new Pace.Constant(start, plan.rate(), (end - start) / 1e9)
                        : new Pace.Greedy(end);
    }

    static LoadResult run(LoadPlan plan) throws IOException {
        try (var selector = Selector.open()) {
            var loop = new LoadLoop(plan, selector);
            if (loop.pace instanceof Pace.Constant constant) {
                Thread.ofPlatform().daemon().start(() -> tick(constant, selector));
            }
            return loop.run();
        }
    }

    /** Wakes the loop for each request: a selector's own timeout is in whole milliseconds. */
    private static void tick(Pace.Constant pace, Selector selector) {
        for (var request = 0L; request < pace.total() && selector.isOpen(); request++) {
            var wait = pace.moment(request) - System.nanoTime();
            while (wait > 0) {
                LockSupport.parkNanos(wait);
                wait = pace.moment(request) - System.nanoTime();
            }
            selector.wakeup();
        }
    }

    private LoadResult run() throws IOException {
        var nextLook = System.nanoTime();
        while (true) {
            var now = System.nanoTime();
            if (Double.isNaN(cpuAtStart) && now - measureFrom >= 0) {
                cpuAtStart = cpuSeconds();
            }
            sendWhatIsDue(now);
            if (now - nextLook >= 0) {
                failOverdue(now);
                nextLook = now + LOOK_AROUND_MILLIS * 1_000_000L;
            }
            if (now - end >= 0 && (isQuiet() || now - end > plan.timeout().toNanos())) {
                return finish(now);
            }
            selector.select(this::ready, LOOK_AROUND_MILLIS);
        }
    }

    private void sendWhatIsDue(long now) {
        for (var due = pace.due(now); due != Pace.NONE; due = pace.due(now)) {
            var connection = free(now);
            if (connection == null) {
                return;
            }
            pace.sent();
            if (isMeasured(due)) {
                delays.record(System.nanoTime() - due);
            }
            try {
                connection.send(plan.requests().next(), due, now);
            } catch (IOException broken) {
                fail(connection, due, broken.getMessage());
            }
        }
    }

    /** The connection used last, so that what a burst needed dies out; null when all are busy. */
    private HttpConnection free(long now) {
        while (!idle.isEmpty()) {
            var connection = idle.pop();
            if (now - connection.since() < LONGEST_IDLE) {
                return connection;
            }
            // The server may be about to close it, and would then seem to refuse a request.
            drop(connection);
        }
        if (open.size() == plan.connections()) {
            return null;
        }
        try {
            var connection = HttpConnection.open(plan.requests().server(), selector);
            open.add(connection);
            opened++;
            return connection;
        } catch (IOException refused) {
            throw new Program.Refused("No connection can be opened: " + refused.getMessage());
        }
    }

    private void ready(SelectionKey key) {
        var connection = (HttpConnection) key.attachment();
        var wasBusy = connection.isBusy();
        try {
            if (key.isConnectable()) {
                connection.finishConnect();
            } else if (connection.read(buffer)) {
                answered(connection, System.nanoTime());
            }
        } catch (IOException broken) {
            if (wasBusy) {
                fail(connection, connection.due(), broken.getMessage());
            } else {
                drop(connection);
            }
        }
    }

    private void answered(HttpConnection connection, long now) {
        var answer = connection.answer();
        if (isMeasured(connection.due())) {
            bytes += answer.bytes();
            if (answer.status() == plan.expectedStatus()) {
                firstAnswer = latencies.count() == 0 ? now : firstAnswer;
                lastAnswer = now;
                latencies.record(now - connection.due());
            } else {
                errors.merge("status " + answer.status(), 1L, Long::sum);
            }
        }
        if (connection.isUsable()) {
            connection.idle(now);
            idle.push(connection);
        } else {
            drop(connection);
        }
    }

    private void failOverdue(long now) {
        for (var connection : List.copyOf(open)) {
            if (connection.isBusy() && now - connection.since() > plan.timeout().toNanos()) {
                fail(connection, connection.due(), "no answer within " + plan.timeout());
            }
        }
    }

    private void fail(HttpConnection connection, long due, String why) {
        if (isMeasured(due)) {
            errors.merge(why, 1L, Long::sum);
        }
        drop(connection);
    }

    private void drop(HttpConnection connection) {
        connection.close();
        idle.remove(connection);
        open.remove(connection);
    }

    private boolean isMeasured(long due) {
        return due - measureFrom >= 0;
    }

    private boolean isQuiet() {
        return idle.size() == open.size()
                && !(pace instanceof Pace.Constant rest && rest.left() > 0);
    }

    private LoadResult finish(long now) {
        var cpu = cpuSeconds() - cpuAtStart;
        for (var connection : List.copyOf(open)) {
            if (connection.isBusy()) {
                fail(connection, connection.due(), "no answer before the end");
            } else {
                drop(connection);
            }
        }
        if (pace instanceof Pace.Constant rest && rest.left() > 0) {
            errors.merge("never sent, all connections busy", rest.left(), Long::sum);
        }
        return new LoadResult(
                plan.rate(),
                latencies.count(),
                errors,
                achieved(),
                latencies,
                delays,
                cpu,
                bytes,
                opened);
    }

    /** From the first answer to the last: answers that come late lower it, steady ones do not. */
    private double achieved() {
        var seconds = (lastAnswer - firstAnswer) / 1e9;
        return latencies.count() > 1 ? (latencies.count() - 1) / seconds : 0;
    }

    private static double cpuSeconds() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }
}
