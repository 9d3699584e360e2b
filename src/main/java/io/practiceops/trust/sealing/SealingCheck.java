package io.practiceops.trust.sealing;

import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.foundation.kernel.Check;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** Whether events are sealed as they come, and the seals leave the house. */
@Component
class SealingCheck implements Check {

    private static final Duration SLOW = Duration.ofSeconds(10);
    private static final Duration STUCK = Duration.ofMinutes(1);
    private static final Duration SILENT = Checkpointer.HEARTBEAT.plusMinutes(5);
    private static final Duration UNANCHORED_LONG = Duration.ofHours(1);

    private final LogStore logs;
    private final CheckpointStore checkpoints;
    private final EraStore eras;
    private final Leadership leadership;
    private final Anchoring anchoring;
    private final Sealer sealer;
    private final Clock clock;
    private final AcrossFirmsTemplate acrossFirms;

    SealingCheck(
            LogStore logs,
            CheckpointStore checkpoints,
            EraStore eras,
            Leadership leadership,
            Anchoring anchoring,
            Sealer sealer,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.logs = logs;
        this.checkpoints = checkpoints;
        this.eras = eras;
        this.leadership = leadership;
        this.anchoring = anchoring;
        this.sealer = sealer;
        this.clock = clock;
        this.acrossFirms = new AcrossFirmsTemplate(transactions);
    }

    @Override
    public String name() {
        return "audit-sealing";
    }

    @Override
    public String title() {
        return "Sealing of the audit trail";
    }

    /** What the database says, read in one transaction. */
    private record Seen(
            Optional<EraStore.Halt> halt,
            Optional<Instant> waiting,
            Optional<SignedCheckpoint> newest,
            Map<String, Instant> unanchored,
            Optional<Leadership.Leader> leader) {}

    @Override
    public Result look() {
        var seen = java.util.Objects.requireNonNull(acrossFirms.execute(_ -> see()));
        var now = clock.instant();
        var facts = facts(seen, now);
        if (seen.halt().isPresent()) {
            return Result.bad(
                    "Sealing stands still: " + seen.halt().get().reason(),
                    facts,
                    "If the database was lost, put back a backup that is newer. If it was restored on purpose, run"
                            + " ./practiceops audit accept-restore --reason …: that puts the break on record, and sealing"
                            + " goes on under a new name. Nobody restored? Then treat it as tampering.");
        }
        return sealing(seen, now, facts);
    }

    private Result sealing(Seen seen, Instant now, Map<String, Object> facts) {
        var waiting =
                seen.waiting().map(since -> Duration.between(since, now)).orElse(Duration.ZERO);
        var mend = "See the log for audit.sealing, and what the facts name as failing.";
        if (waiting.compareTo(STUCK) > 0) {
            return Result.bad(
                    "Events wait unsealed since %s.".formatted(seen.waiting().orElseThrow()),
                    facts,
                    mend);
        }
        if (seen.newest().isEmpty()) {
            return seen.waiting().isEmpty()
                    ? Result.unknown("Nothing has been sealed yet.", "Wait for the first event.")
                    : Result.warn("The first events are being sealed.", facts, mend);
        }
        var newest = seen.newest().get();
        if (newest.at().plus(SILENT).isBefore(now)) {
            return Result.bad(
                    "There is no checkpoint since %s.".formatted(newest.at()), facts, mend);
        }
        if (waiting.compareTo(SLOW) > 0 || !sealer.failures().isEmpty()) {
            return Result.warn("Sealing is behind or failing here.", facts, mend);
        }
        if (newest.at().isAfter(now.plus(STUCK))) {
            return Result.warn(
                    "The newest checkpoint is of %s: the clock went back since."
                            .formatted(newest.at()),
                    facts,
                    "Look at the clock. Times of checkpoints stand still until it has caught up.");
        }
        return anchored(seen, newest, now, facts);
    }

    private static Result anchored(
            Seen seen, SignedCheckpoint newest, Instant now, Map<String, Object> facts) {
        var late =
                seen.unanchored().entrySet().stream()
                        .filter(sink -> sink.getValue().plus(STUCK).isBefore(now))
                        .findFirst();
        if (late.isPresent()) {
            var since = late.get().getValue();
            var words =
                    "No checkpoint reached the %s since %s. Events stay sealed, but not anchored."
                            .formatted(late.get().getKey(), since);
            var mend = "See in the facts what fails there. It is tried again every ten seconds.";
            return since.plus(UNANCHORED_LONG).isBefore(now)
                    ? Result.bad(words, facts, mend)
                    : Result.warn(words, facts, mend);
        }
        return Result.good(
                "Sealed up to checkpoint %,d of %s.".formatted(newest.size(), newest.at()), facts);
    }

    private Seen see() {
        return new Seen(
                eras.current().flatMap(era -> eras.halt(era.number())),
                logs.waitingSince(),
                checkpoints.newest(),
                anchoring.waitingSince(),
                leadership.leader());
    }

    private Map<String, Object> facts(Seen seen, Instant now) {
        var facts = new LinkedHashMap<String, Object>();
        seen.newest().ifPresent(newest -> facts.put("newest checkpoint", newest.at().toString()));
        seen.newest().ifPresent(newest -> facts.put("its size", newest.size()));
        seen.waiting()
                .ifPresent(since ->
                        facts.put("oldest waiting, s", Duration.between(since, now).toSeconds()));
        seen.leader().ifPresent(leader -> facts.put("sealed by", leader.name()));
        facts.put("this instance", leadership.name());
        seen.unanchored()
                .forEach((sink, since) -> facts.put(sink + " waits since", since.toString()));
        anchoring.failures().forEach((sink, words) -> facts.put(sink + " failing", words));
        sealer.failures().forEach((step, words) -> facts.put(step + " failing", words));
        return facts;
    }
}
