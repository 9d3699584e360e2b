package io.practiceops.trust.sealing;

import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.foundation.kernel.Check;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** Whether the trail was verified lately, and what came of it. What is not known is no pass. */
@Component
class VerificationCheck implements Check {

    private static final Duration TOO_LONG = Duration.ofHours(26);
    private static final String RUN =
            "Run the job “Verify the audit trail against its seals” on the jobs page.";

    private final VerificationStore store;
    private final Clock clock;
    private final AcrossFirmsTemplate acrossFirms;

    VerificationCheck(
            VerificationStore store, Clock clock, PlatformTransactionManager transactions) {
        this.store = store;
        this.clock = clock;
        this.acrossFirms = new AcrossFirmsTemplate(transactions);
    }

    @Override
    public String name() {
        return "audit-verification";
    }

    @Override
    public String title() {
        return "Audit trail against its seals";
    }

    @Override
    public Result look() {
        var newest = Objects.requireNonNull(acrossFirms.execute(_ -> store.newest()));
        if (newest.isEmpty()) {
            return Result.unknown("The audit trail has never been verified.", RUN);
        }
        var run = newest.get();
        var facts = facts(run);
        if (run.finished().plus(TOO_LONG).isBefore(clock.instant())) {
            return Result.bad(
                    "The audit trail was last verified at %s.".formatted(run.finished()),
                    facts,
                    RUN);
        }
        return switch (run.outcome()) {
            case PROVEN ->
                    Result.good(
                            "All %,d sealed entries are what was sealed.".formatted(run.entries()),
                            facts);
            case DIVERGED ->
                    Result.bad(
                            "The audit trail is not what was sealed. " + run.finding(),
                            facts,
                            "Treat it as tampering: keep the database as it is, and verify an export against a"
                                    + " checkpoint from another place.");
            case UNKNOWN ->
                    Result.unknown("The audit trail could not be verified. " + run.finding(), RUN);
        };
    }

    private static Map<String, Object> facts(VerificationStore.Run run) {
        var facts = new LinkedHashMap<String, Object>();
        var took = Duration.between(run.started(), run.finished());
        facts.put("finished", run.finished().toString());
        facts.put("entries", run.entries());
        facts.put("took, s", took.toSeconds());
        facts.put("entries per second", run.entries() * 1_000 / Math.max(1, took.toMillis()));
        facts.put("outcome", run.outcome().name());
        return facts;
    }
}
