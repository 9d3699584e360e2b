package io.practiceops.practice.sharing;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.practiceops.practice.sharing.LinkRefused.Why;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * How much strangers have drawn at once by this instance, all together and each: whoever holds a
 * link must not keep the workers from the firm.
 */
@Component
class DrawingTurns {

    /** A browser asks for six pictures at once; the last of them waits for the others. */
    private static final Duration WAIT = Duration.ofSeconds(15);

    private static final int AT_ONCE = 3;
    private static final int OF_A_VISIT = 2;
    private static final int COPIES = 1;

    /** Two visits of one place share its turns, which costs them a wait, and no memory is kept. */
    private static final int PLACES = 256;

    private final Semaphore all = new Semaphore(AT_ONCE, true);
    private final Semaphore copies = new Semaphore(COPIES, true);
    private final List<Semaphore> visits =
            Stream.generate(() -> new Semaphore(OF_A_VISIT, true)).limit(PLACES).toList();
    private final Duration wait;

    @Autowired
    DrawingTurns() {
        this(WAIT);
    }

    DrawingTurns(Duration wait) {
        this.wait = wait;
    }

    /** Draws, when it is the visit's turn; refused when that takes too long to come. */
    <T> T draw(UUID visit, Supplier<T> work) {
        return within(visits.get(Math.floorMod(visit.hashCode(), PLACES)), () -> within(all, work));
    }

    /** The same for a copy of a whole document, one at a time. */
    <T> T copy(UUID visit, Supplier<T> work) {
        return within(copies, () -> draw(visit, work));
    }

    private <T> T within(Semaphore turns, Supplier<T> work) {
        try {
            if (!turns.tryAcquire(wait.toNanos(), NANOSECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private static LinkRefused busy() {
        return new LinkRefused(
                Why.TOO_MANY, "Many pages are being drawn just now. Try again in a minute.");
    }
}
