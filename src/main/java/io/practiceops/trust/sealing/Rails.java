package io.practiceops.trust.sealing;

import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Check;
import io.practiceops.foundation.kernel.Job;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import io.practiceops.trust.sealing.RailsStore.Found;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Watches what protects the trail within the database. Its owner can take all of it away; then it
 * is seen here at the next start or the next day, and goes on record.
 */
@Component
class Rails implements Job, Check, InitializingBean {

    private static final Logger LOG = LoggerFactory.getLogger(Rails.class);
    private static final Duration TOLD = Duration.ofDays(7);
    private static final int MOST_TOLD = 5;

    private final RailsStore store;
    private final Audit audit;
    private final Clock clock;
    private final AcrossFirmsTemplate acrossFirms;
    private final boolean command;

    Rails(
            RailsStore store,
            Audit audit,
            Clock clock,
            PlatformTransactionManager transactions,
            @Value("${practiceops.command:false}") boolean command) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
        this.acrossFirms = new AcrossFirmsTemplate(transactions);
        this.command = command;
    }

    @Override
    public String name() {
        return "audit.guard-rails";
    }

    @Override
    public String title() {
        return "Protection of the audit trail in the database";
    }

    @Override
    public When when() {
        return new When.Daily(LocalTime.of(0, 50));
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(5);
    }

    @Override
    public String whenItFails() {
        return "A change of what protects the audit trail would not be noticed.";
    }

    @Override
    public void afterPropertiesSet() {
        if (!command) {
            Acting.as(Actor.system(name(), null), this::run);
        }
    }

    /** Compares with the time before, and puts a difference on record. */
    @Override
    public void run() {
        acrossFirms.executeWithoutResult(_ -> compare());
    }

    private void compare() {
        store.lock();
        var partitions = store.partitions();
        var rails = store.rails();
        var before = store.newest();
        if (before.isEmpty()) {
            store.insert(new Found(1, clock.instant(), store.migration(), partitions, rails));
            return;
        }
        var vanished = vanished(before.get(), partitions);
        if (rails.equals(before.get().rails()) && vanished.isEmpty()) {
            return;
        }
        var changes = changes(before.get(), rails, vanished);
        LOG.warn("What protects the audit trail in the database changed: {}", changes);
        store.insert(
                new Found(
                        before.get().number() + 1,
                        clock.instant(),
                        store.migration(),
                        partitions,
                        rails));
        audit.record(
                AuditEvent.done("audit.rails-changed", "audit-trail", before.get().number() + 1)
                        .detail("changes", String.join("; ", changes)),
                null);
    }

    /** New partitions are every month's business; one that goes is on record or should not have. */
    private List<String> vanished(Found before, List<String> partitions) {
        var vanished = new ArrayList<>(before.partitions());
        vanished.removeAll(partitions);
        vanished.removeAll(store.truncated());
        return vanished;
    }

    private static List<String> changes(Found before, List<String> rails, List<String> vanished) {
        var changes = new ArrayList<String>();
        vanished.forEach(partition -> changes.add("gone: " + partition));
        before.rails().stream()
                .filter(line -> !rails.contains(line))
                .forEach(line -> changes.add("before: " + line));
        rails.stream()
                .filter(line -> !before.rails().contains(line))
                .forEach(line -> changes.add("now: " + line));
        return changes;
    }

    private record Seen(List<String> gaps, List<Found> latest, List<String> now, long ddl) {}

    @Override
    public Result look() {
        var seen =
                in(() ->
                        new Seen(
                                store.gaps(),
                                store.latest(2),
                                store.rails(),
                                store.ddlSince(clock.instant().minus(TOLD))));
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("rails", seen.now().size());
        facts.put("changes by DDL in 7 days, where logged", seen.ddl());
        if (!seen.gaps().isEmpty()) {
            var gaps = seen.gaps().stream().limit(MOST_TOLD).toList();
            return Result.bad(
                    "The audit trail is not protected in the database: %s."
                            .formatted(String.join("; ", gaps)),
                    facts,
                    "Find out who changed it: see the log of PostgreSQL. Then put it back; docs/audit-trail.md says how.");
        }
        if (seen.latest().isEmpty()) {
            return Result.unknown("It has never been looked at.", "Run the job of the same name.");
        }
        var changed = !seen.now().equals(seen.latest().getFirst().rails()) || isUnexplained(seen);
        return changed
                ? Result.warn(
                        "What protects the audit trail in the database was changed by hand lately.",
                        facts,
                        "See the entry audit.rails-changed, and the log of PostgreSQL, for what and who.")
                : Result.good(
                        "Entries cannot be changed or removed but by the owner of the database.",
                        facts);
    }

    /** A change within the same release: no upgrade made it. */
    private boolean isUnexplained(Seen seen) {
        if (seen.latest().size() < 2) {
            return false;
        }
        var newest = seen.latest().getFirst();
        return newest.at().plus(TOLD).isAfter(clock.instant())
                && newest.migration().equals(seen.latest().get(1).migration());
    }

    private <T> T in(Supplier<T> work) {
        return Objects.requireNonNull(acrossFirms.execute(_ -> work.get()));
    }
}
