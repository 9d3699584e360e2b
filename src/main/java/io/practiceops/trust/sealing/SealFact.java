package io.practiceops.trust.sealing;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Check.Health;
import io.practiceops.foundation.kernel.StatusFact;
import io.practiceops.trust.audit.AuditTrail;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Says in the status line how far the trail is sealed. */
@Component
class SealFact implements StatusFact {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM, HH:mm:ss 'UTC'", Locale.US)
                    .withZone(ZoneOffset.UTC);

    private final Seals seals;
    private final Clock clock;

    SealFact(Seals seals, Clock clock) {
        this.seals = seals;
        this.clock = clock;
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public Optional<Fact> fact() {
        return Acting.actor().may(AuditTrail.READ)
                ? seals.standing().map(this::fact)
                : Optional.empty();
    }

    private Fact fact(Seals.Standing standing) {
        var stale =
                standing.at()
                        .plus(Checkpointer.HEARTBEAT)
                        .plus(Duration.ofMinutes(5))
                        .isBefore(clock.instant());
        return new Fact(
                stale ? Health.BAD : Health.GOOD,
                "Audit trail sealed up to entry %,d at %s"
                        .formatted(standing.entries(), TIME.format(standing.at())),
                "/audit/seals");
    }
}
