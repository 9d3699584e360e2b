package io.practiceops.trust.sealing;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Goes round for as long as the application runs: a batch, a checkpoint each second, an anchor each
 * ten. The instance that does not lead looks now and then whether it must.
 */
@Component
class Sealer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);

    private static final Duration BETWEEN_BATCHES = Duration.ofMillis(200);
    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_ANCHORS = Duration.ofSeconds(10);
    private static final Duration FOLLOWING = Duration.ofSeconds(1);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(250);
    private static final Duration LAST_BACKOFF = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(25);

    private final Sequencer sequencer;
    private final Checkpointer checkpointer;
    private final Anchoring anchoring;
    private final Leadership leadership;
    private final boolean on;
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    private volatile @Nullable Loop loop;

    Sealer(
            Sequencer sequencer,
            Checkpointer checkpointer,
            Anchoring anchoring,
            Leadership leadership,
            SealingSettings settings,
            @Value("${practiceops.command:false}") boolean command) {
        this.sequencer = sequencer;
        this.checkpointer = checkpointer;
        this.anchoring = anchoring;
        this.leadership = leadership;
        this.on = settings.sealing() && !command;
    }

    @Override
    public boolean isAutoStartup() {
        return on;
    }

    @Override
    public synchronized void start() {
        if (loop == null) {
            var started = new Loop();
            loop = started;
            started.begin();
        }
    }

    @Override
    public synchronized void stop() {
        var running = loop;
        loop = null;
        if (running != null) {
            running.end();
        }
    }

    @Override
    public boolean isRunning() {
        return loop != null;
    }

    /** What keeps this instance from sealing, by step. */
    Map<String, String> failures() {
        return Map.copyOf(failures);
    }

    /** The running thread. Waiting is by a clock that nobody can set. */
    private final class Loop {

        private final CountDownLatch stop = new CountDownLatch(1);
        private final CountDownLatch stopped = new CountDownLatch(1);
        private final Pace checkpoints = new Pace(BETWEEN_CHECKPOINTS);
        private final Pace anchors = new Pace(BETWEEN_ANCHORS);
        private Duration backoff = FIRST_BACKOFF;

        void begin() {
            Thread.ofVirtual()
                    .name("audit-sealer")
                    .start(() ->
                            Acting.as(
                                    Actor.system("audit.sealer", null), "audit.sealer", this::run));
        }

        void end() {
            stop.countDown();
            try {
                if (!stopped.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.warn("Sealing did not end within {}", GRACE);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private @Nullable Void run() throws RuntimeException {
            try {
                while (!isOver(Duration.ZERO) && !isOver(turn())) {
                    // the conditions do the work
                }
                attempt("resigning", leadership::resign);
            } finally {
                stopped.countDown();
            }
            return null;
        }

        private boolean isOver(Duration wait) {
            try {
                return stop.await(wait.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }

        /** Does what is due; how long to wait then. */
        private Duration turn() {
            var turn = new Sequencer.Turn[1];
            if (!attempt("sequencing", () -> turn[0] = sequencer.seal())) {
                return longer();
            }
            if (!(turn[0] instanceof Sequencer.Turn.Sealed(var events, var behind))) {
                backoff = FIRST_BACKOFF;
                return FOLLOWING;
            }
            // A seal over a backlog half taken in would make the rest of it look dated back.
            var well =
                    behind || !checkpoints.isDue() || attempt("signing", checkpointer::checkpoint);
            well &= !anchors.isDue() || attempt("anchoring", anchoring::anchor);
            if (!well) {
                return longer();
            }
            backoff = FIRST_BACKOFF;
            return events == Sequencer.BATCH ? Duration.ZERO : BETWEEN_BATCHES;
        }

        private Duration longer() {
            var wait = backoff;
            var twice = backoff.multipliedBy(2);
            backoff = twice.compareTo(LAST_BACKOFF) < 0 ? twice : LAST_BACKOFF;
            return wait;
        }
    }

    /** Tells of a failure when it is another one than before, and when it is over. */
    private boolean attempt(String step, Runnable work) {
        try {
            work.run();
            if (failures.remove(step) != null) {
                LOG.info("The audit trail's {} works again", step);
            }
            return true;
        } catch (RuntimeException failure) {
            var words = words(failure);
            if (!words.equals(failures.put(step, words))) {
                LOG.error("The audit trail's {} does not work: {}", step, words, trace(failure));
            }
            return false;
        }
    }

    private static String words(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    /** A database that is away needs no trace; a defect does. */
    private static @Nullable Throwable trace(RuntimeException failure) {
        return failure instanceof DataAccessException || failure instanceof TransactionException
                ? null
                : failure;
    }

    /** Lets something happen once in a while. */
    private static final class Pace {

        private final long nanos;
        private long next = System.nanoTime();

        Pace(Duration interval) {
            this.nanos = interval.toNanos();
        }

        boolean isDue() {
            var now = System.nanoTime();
            if (now - next < 0) {
                return false;
            }
            next = now + nanos;
            return true;
        }
    }
}
