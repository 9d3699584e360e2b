package io.practiceops.practice.sharing;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.practiceops.practice.sharing.LinkRefused.Why;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Strangers have one page drawn at a time by this instance, one visit after the other: whoever
 * holds a link must not keep from the firm the workers that draw for it, of which there are two.
 */
@Component
class DrawingTurns {

    /** A browser asks for six pictures at once; the last of them waits for the others. */
    private static final Duration WAIT = Duration.ofSeconds(20);

    private static final int AT_ONCE = 1;

    /** So that of each visit one waits, and each visit's turn comes. */
    private static final int OF_A_VISIT = 1;

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

    /** A visit's turns, one for each page. */
    record Turns(DrawingTurns all, UUID visit) {

        <T> T draw(Supplier<T> work) {
            return all.draw(visit, work);
        }
    }

    /**
     * A copy of a whole document, one at a time. Its pages are drawn in turn, so that others go on
     * looking meanwhile.
     */
    <T> T copy(UUID visit, Function<Turns, T> work) {
        return within(copies, () -> work.apply(new Turns(this, visit)));
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
