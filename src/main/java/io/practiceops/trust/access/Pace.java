package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Lets refusals leave at one pace, so that their time does not tell why: whether a password was
 * hashed, or what was written down. Waits on its virtual thread alone; no connection and no turn at
 * hashing is held meanwhile.
 */
@Component
class Pace {

    /** Port: how time passes. */
    interface Time {

        long nanos();

        void pass(Duration time) throws InterruptedException;
    }

    private final Time time;
    private final Duration answerAfter;

    Pace(Time time, SignInSettings settings) {
        this.time = time;
        this.answerAfter = settings.answerAfter();
    }

    /** When the try began. */
    long begin() {
        return time.nanos();
    }

    /** Returns once a refusal of the try may leave. */
    void hold(long began) {
        var left = answerAfter.minusNanos(time.nanos() - began);
        if (!left.isPositive()) {
            return;
        }
        try {
            time.pass(left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(
                    ProblemType.UNAVAILABLE, "The server is stopping.", "Try again in a minute.");
        }
    }
}
