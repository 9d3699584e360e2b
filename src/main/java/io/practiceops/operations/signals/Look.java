package io.practiceops.operations.signals;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Check;
import io.practiceops.foundation.kernel.Problem;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at one check in a thread of its own. One that hangs is not begun a second time beside
 * itself; after a while it is interrupted and begun anew.
 */
final class Look {

    static final Comparator<Look> IN_ORDER =
            Comparator.comparing((Look look) -> !look.check.vital())
                    .thenComparing(look -> look.check.title());

    private static final Logger log = LoggerFactory.getLogger(Look.class);
    private static final Actor ACTOR = Actor.system("the checks", null);
    private static final Duration GIVEN_UP_AFTER = Duration.ofSeconds(30);

    private final Check check;
    private final Duration limit;
    private @Nullable FutureTask<CheckResult> running;
    private long begun;

    Look(Check check, Duration limit) {
        this.check = check;
        this.limit = limit;
    }

    void begin() {
        if (running != null && !running.isDone()) {
            if (age().compareTo(GIVEN_UP_AFTER) < 0) {
                return;
            }
            running.cancel(true);
        }
        begun = System.nanoTime();
        running = new FutureTask<>(this::look);
        Thread.ofVirtual().name("check-" + check.name()).start(running);
    }

    CheckResult end(long until) {
        var look = Objects.requireNonNull(running, "begin comes first");
        try {
            var result = look.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            running = null;
            return result;
        } catch (TimeoutException hangs) {
            return unknown("Gave no answer for %s.".formatted(Amounts.of(age())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unknown("Looking was interrupted.");
        } catch (ExecutionException e) {
            throw new IllegalStateException("A look tells failures as results", e);
        }
    }

    private CheckResult look() {
        try {
            return new CheckResult(check, Acting.as(ACTOR, "checks", check::look), age());
        } catch (Exception e) {
            log.warn("The check {} failed: {}", check.name(), String.valueOf(e.getMessage()));
            return new CheckResult(check, bad(e), age());
        }
    }

    /** An exception's own words may hold names and addresses; they are in the log. */
    private Check.Result bad(Exception e) {
        var summary =
                e instanceof Problem problem
                        ? problem.detail()
                        : check.title() + " could not be looked at: " + kind(e) + ".";
        return Check.Result.bad(
                summary,
                Map.of(),
                "See the log for what went wrong with the check " + check.name() + ".");
    }

    private static String kind(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof java.sql.SQLException) {
                return "the database does not answer as it should";
            }
        }
        return "an error of the kind " + e.getClass().getSimpleName();
    }

    private CheckResult unknown(String summary) {
        var mend =
                "Wait for the next look. If it stays, see the log and what this check depends on.";
        return new CheckResult(
                check,
                Check.Result.unknown(summary, mend),
                age().compareTo(limit) > 0 ? age() : limit);
    }

    private Duration age() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
