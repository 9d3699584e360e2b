package io.practiceops.operations.signals;

import io.practiceops.foundation.kernel.Check.Health;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All checks, looked at once.
 *
 * @param at when the last of them had answered, or had been given up on
 */
public record Checkup(Instant at, List<CheckResult> results) {

    /** The installation in one word. */
    public enum Status {
        /** Every check is good. */
        UP,
        /** It works; something needs attention, or cannot be known. */
        DEGRADED,
        /** Something vital is bad, or gives no answer: unknown is not a pass. */
        DOWN
    }

    public Checkup {
        results = List.copyOf(results);
    }

    public Status status() {
        if (results.stream()
                .anyMatch(result -> result.check().vital() && isBroken(result.health()))) {
            return Status.DOWN;
        }
        return good() == results.size() && !results.isEmpty() ? Status.UP : Status.DEGRADED;
    }

    private static boolean isBroken(Health health) {
        return health == Health.BAD || health == Health.UNKNOWN;
    }

    public int good() {
        return (int) results.stream().filter(result -> result.health() == Health.GOOD).count();
    }

    /** Those that are not good, the worst first. */
    public List<CheckResult> troubles() {
        return results.stream()
                .filter(result -> result.health() != Health.GOOD)
                .sorted(java.util.Comparator.comparingInt(result -> severity(result.health())))
                .toList();
    }

    Optional<CheckResult> worst() {
        return troubles().stream().findFirst();
    }

    private static int severity(Health health) {
        return switch (health) {
            case BAD -> 0;
            case UNKNOWN -> 1;
            case WARN -> 2;
            case GOOD -> 3;
        };
    }

    /** "All 9 checks are well.", or how many are. */
    public String sentence() {
        if (results.isEmpty()) {
            return "Nothing is checked.";
        }
        return good() == results.size()
                ? "All %d checks are well.".formatted(results.size())
                : "%d of %d checks %s well."
                        .formatted(good(), results.size(), good() == 1 ? "is" : "are");
    }
}
