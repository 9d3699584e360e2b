package io.practiceops.practice.retention;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Right;
import io.practiceops.practice.clients.Clients;
import io.practiceops.practice.documents.Documents;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How long documents are kept: the rules, and what they gave each document. */
@Service
public class Schedules {

    public static final Right READ = new Right("retention.read");
    public static final Right WRITE = new Right("retention.write");

    static final String KIND = "retention-rule";

    private final RulesInForce rules;
    private final FirmRuleStore own;
    private final RetainedStore kept;
    private final KeptReading reading;
    private final DueStore due;
    private final Sweeping sweeping;
    private final SweepStore sweeps;
    private final Documents documents;
    private final Clients clients;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    Schedules(
            RulesInForce rules,
            FirmRuleStore own,
            RetainedStore kept,
            KeptReading reading,
            DueStore due,
            Sweeping sweeping,
            SweepStore sweeps,
            Documents documents,
            Clients clients,
            Audit audit,
            Ids ids,
            Clock clock) {
        this.rules = rules;
        this.own = own;
        this.kept = kept;
        this.reading = reading;
        this.due = due;
        this.sweeping = sweeping;
        this.sweeps = sweeps;
        this.documents = documents;
        this.clients = clients;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Those that come with PracticeOps first, then the firm's own. */
    @Transactional(readOnly = true)
    public List<RetentionRule> all() {
        Acting.require(READ);
        return rules.all();
    }

    @Transactional(readOnly = true)
    public RetentionRule find(UUID id) {
        Acting.require(READ);
        return ruleOf(id);
    }

    /** Why that document is kept until when. */
    @Transactional(readOnly = true)
    public Kept explain(UUID document) {
        Acting.require(READ);
        documents.find(document);
        return reading.of(document);
    }

    /**
     * Of all documents, how many are kept by time, held by a case, due for disposal, or not counted
     * yet. One that is both kept and held counts as both.
     */
    public record Counts(long all, long kept, long held, long due, long uncounted) {}

    @Transactional(readOnly = true)
    public Counts counts() {
        Acting.require(READ);
        return due.counts(rules.today());
    }

    /** How far counting with the rules in force has come; empty before it ever began. */
    @Transactional(readOnly = true)
    public Optional<Progress> progress() {
        Acting.require(READ);
        return sweeps.find()
                .map(sweep -> new Progress(sweep.counted(), sweep.of(), sweep.finished() != null));
    }

    /** Documents counted so far, of those there were when it began. */
    public record Progress(long counted, long of, boolean isDone) {}

    /** Adds a rule of the firm's own; every document it applies to is counted again. */
    @Transactional
    public RetentionRule add(NewRule rule) {
        Acting.require(WRITE);
        refuseWithoutEffect(rule);
        var id = ids.next();
        own.insert(id, rule, rules.today(), clock.instant());
        sweeping.later();
        audit.record(recorded("retention.rule-added", id, rule));
        return ruleOf(id);
    }

    /**
     * Makes the next version. A shorter one concerns documents that come from now on; what is
     * stored stays.
     */
    @Transactional
    public RetentionRule change(UUID id, int version, NewRule rule) {
        Acting.require(WRITE);
        ruleOf(id);
        refuseWithoutEffect(rule);
        if (!own.update(id, version, rule)) {
            throw Problem.changedMeanwhile("rule");
        }
        sweeping.later();
        audit.record(recorded("retention.rule-changed", id, rule).detail("version", version + 1));
        return ruleOf(id);
    }

    /** Ends a rule of the firm's own for what comes; what it gave stays. */
    @Transactional
    public void end(UUID id) {
        Acting.require(WRITE);
        var rule = ruleOf(id);
        if (!own.end(id, clock.instant())) {
            throw Problem.notFound("rule");
        }
        sweeping.later();
        audit.record(AuditEvent.done("retention.rule-ended", KIND, id).named(rule.name()));
    }

    /**
     * Records when the work for a client ended; the queue then counts the papers, also those that
     * are closed to who records it. Kept until then and longer is never shortened.
     */
    @Transactional
    public void clientEnded(UUID client, @Nullable LocalDate on) {
        Acting.require(WRITE);
        var name = clients.find(client).name();
        if (on == null || on.isAfter(rules.today())) {
            throw Problem.invalid("on", "Choose the day the work ended, today at the latest.");
        }
        kept.clientEnded(client, on, clock.instant());
        sweeping.later(client);
        audit.record(
                AuditEvent.done("client.work-ended", "client", client)
                        .named(name)
                        .detail("on", on));
    }

    @Transactional(readOnly = true)
    public Optional<LocalDate> clientEnd(UUID client) {
        Acting.require(READ);
        clients.find(client);
        return kept.clientEnd(client);
    }

    /** A rule that keeps nothing longer than one that comes with PracticeOps misleads. */
    private void refuseWithoutEffect(NewRule rule) {
        rules.shipped().stream()
                .filter(shipped -> shipped.from() == rule.from())
                .filter(shipped -> shipped.scope().covers(rule.scope()))
                .filter(shipped -> shipped.period().coversAlways(rule.period()))
                .findFirst()
                .ifPresent(shipped -> {
                    throw Problem.invalid(
                            "keep",
                            "“%s” keeps all of these at least as long already. A rule of your own can only be longer."
                                    .formatted(shipped.name()));
                });
    }

    private RetentionRule ruleOf(UUID id) {
        return own.find(id).orElseThrow(() -> Problem.notFound("rule"));
    }

    private static AuditEvent recorded(String action, UUID id, NewRule rule) {
        return AuditEvent.done(action, KIND, id)
                .named(rule.name())
                .detail("keep", rule.period().length() + " " + rule.period().unit())
                .detail("from", rule.from())
                .detail("categories", sorted(rule.scope().categories()))
                .detail("classifications", sorted(rule.scope().classifications()))
                .detail(
                        "jurisdiction",
                        Objects.requireNonNullElse(rule.scope().jurisdiction(), "any"))
                .personal("tag", rule.scope().tag())
                .personal("source", rule.source());
    }

    private static String sorted(java.util.Set<? extends Enum<?>> names) {
        return names.isEmpty() ? "all" : String.join(" ", FirmRuleStore.names(names));
    }
}
