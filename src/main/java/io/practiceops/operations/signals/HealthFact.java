package io.practiceops.operations.signals;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Check.Health;
import io.practiceops.foundation.kernel.StatusFact;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Answers, first in the status line, whether all is well. */
@Component
class HealthFact implements StatusFact {

    private final Checks checks;

    HealthFact(Checks checks) {
        this.checks = checks;
    }

    @Override
    public int order() {
        return 0;
    }

    @Override
    public Optional<Fact> fact() {
        var checkup = checks.recent();
        if (!Acting.actor().isKnown()) {
            return Optional.empty();
        }
        return Optional.of(Acting.actor().may(Checks.READ) ? detailed(checkup) : plain(checkup));
    }

    private static Fact detailed(Checkup checkup) {
        var health = checkup.worst().map(CheckResult::health).orElse(Health.GOOD);
        var text =
                checkup.worst()
                        .filter(worst -> worst.health() == Health.BAD)
                        .map(worst -> worst.result().summary())
                        .orElse(checkup.sentence());
        return new Fact(health, text, "/health-checks");
    }

    /** For those who can do nothing about it: whether they can work. */
    private static Fact plain(Checkup checkup) {
        return switch (checkup.status()) {
            case UP, DEGRADED -> new Fact(Health.GOOD, "PracticeOps is up.", "/");
            case DOWN ->
                    new Fact(Health.BAD, "Part of PracticeOps is down. Operators see it too.", "/");
        };
    }
}
