package io.practiceops.operations.signals;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Check;
import io.practiceops.foundation.kernel.Right;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;

/**
 * All checks of the installation, looked at together and each for a limited time. However many ask,
 * they are looked at once in a while: a flood of questions costs nothing.
 */
@Service
public class Checks {

    public static final Right READ = new Right("health.read");

    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final Supplier<List<Check>> checks;
    private final Duration limit;
    private final Clock clock;
    private final ReentrantLock looking = new ReentrantLock();
    private @Nullable List<Look> looks;
    private volatile @Nullable Checkup last;

    @Autowired
    Checks(ObjectProvider<Check> checks, Clock clock) {
        this(() -> checks.stream().toList(), LIMIT, clock);
    }

    Checks(Supplier<List<Check>> checks, Duration limit, Clock clock) {
        this.checks = checks;
        this.limit = limit;
        this.clock = clock;
    }

    /** Every check with what it found, not older than two seconds. */
    public Checkup now() {
        Acting.require(READ);
        return recent();
    }

    /** The same for those who are told no more than whether all is well. */
    Checkup recent() {
        var known = last;
        if (known != null && isFresh(known)) {
            return known;
        }
        looking.lock();
        try {
            known = last;
            if (known == null || !isFresh(known)) {
                known = look();
                last = known;
            }
            return known;
        } finally {
            looking.unlock();
        }
    }

    private boolean isFresh(Checkup checkup) {
        return Duration.between(checkup.at(), clock.instant()).abs().compareTo(FRESH) < 0;
    }

    /** Begins all, then waits for each: together they take as long as the slowest, or the limit. */
    private Checkup look() {
        if (looks == null) {
            looks =
                    checks.get().stream()
                            .map(check -> new Look(check, limit))
                            .sorted(Look.IN_ORDER)
                            .toList();
        }
        var until = System.nanoTime() + limit.toNanos();
        looks.forEach(Look::begin);
        var results = looks.stream().map(look -> look.end(until)).toList();
        return new Checkup(clock.instant(), results);
    }
}
