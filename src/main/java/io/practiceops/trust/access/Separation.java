package io.practiceops.trust.access;

import io.practiceops.foundation.database.AcrossFirms;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Invalid;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Keeps apart, within one person, what {@link SeparationRules} say should be; and the leave not to.
 */
@Service
public class Separation {

    /** An exception ends within this, so that somebody looks at it again. */
    static final Duration LONGEST = Duration.ofDays(366);

    private final SeparationRules rules;
    private final SeparationStore store;
    private final IdentityStore identities;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    Separation(
            SeparationRules rules,
            SeparationStore store,
            IdentityStore identities,
            Audit audit,
            Ids ids,
            Clock clock) {
        this.rules = rules;
        this.store = store;
        this.identities = identities;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Somebody who holds what a rule keeps apart.
     *
     * @param exception the leave in force; null where there is none
     */
    public record Conflict(
            User user, SeparationRule rule, @Nullable SeparationException exception) {}

    /** Of those who can sign in; the excepted ones too. */
    @AcrossFirms(readOnly = true)
    public List<Conflict> conflicts() {
        Acting.require(Users.READ);
        var inForce = inForce(Acting.firm());
        return identities.usersOf(Acting.firm()).stream()
                .filter(user -> !user.disabled())
                .flatMap(user ->
                        rules.brokenBy(user.roles()).stream()
                                .map(rule ->
                                        new Conflict(user, rule, leave(inForce, user.id(), rule))))
                .toList();
    }

    /** Every exception there ever was, the newest first. */
    @AcrossFirms(readOnly = true)
    public List<SeparationException> exceptions() {
        Acting.require(Users.READ);
        return store.of(Acting.firm());
    }

    /** Lets somebody else than the actor hold what a rule keeps apart, until that time. */
    @AcrossFirms
    public SeparationException except(UUID userId, String rule, String reason, Instant until) {
        Acting.require(Firms.OWN);
        var user = user(userId);
        var now = clock.instant();
        new Invalid()
                .unless(rules.find(rule).isPresent(), "rule", "Choose one of the rules.")
                .line("reason", reason, 500, "Say why this cannot be kept apart.")
                .unless(
                        until.isAfter(now) && !until.isAfter(now.plus(LONGEST)),
                        "until",
                        "Choose a day from tomorrow on, within a year.")
                .throwIfAny();
        var granter = Acting.actor().id();
        if (granter == null || granter.equals(userId)) {
            throw new Problem(
                    ProblemType.NOT_ALLOWED,
                    "Nobody grants an exception to themselves.",
                    "Ask another owner. Where you are the only one, give the second role to somebody else.");
        }
        var exception =
                new SeparationException(
                        ids.next(), userId, rule, reason.strip(), granter, now, until, null);
        store.insert(Acting.firm(), exception);
        audit.record(
                AuditEvent.done("user.separation-excepted", "user", userId)
                        .named(user.name())
                        .detail("exception", exception.id())
                        .detail("rule", rule)
                        .detail("until", until)
                        .personal("reason", exception.reason()));
        return exception;
    }

    /** Ends an exception before its time; what the person holds stays, and is a conflict again. */
    @AcrossFirms
    public void end(UUID id) {
        Acting.require(Firms.OWN);
        var exception =
                store.of(Acting.firm()).stream()
                        .filter(known -> known.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> Problem.notFound("exception"));
        if (!store.end(Acting.firm(), id, clock.instant())) {
            throw Problem.conflict("This exception has ended already.", "Nothing is to be done.");
        }
        audit.record(
                AuditEvent.done("user.separation-ended", "user", exception.userId())
                        .named(user(exception.userId()).name())
                        .detail("exception", id)
                        .detail("rule", exception.rule()));
    }

    /**
     * Refuses roles that break a rule which the roles before did not break and no exception allows.
     * So a conflict that is there already can be made smaller step by step.
     */
    void refuseNewConflicts(@Nullable UUID user, Set<Role> before, Set<Role> wanted) {
        var known = rules.brokenBy(before);
        var inForce = user == null ? List.<SeparationException>of() : inForce(Acting.firm());
        for (var rule : rules.brokenBy(wanted)) {
            if (!known.contains(rule) && (user == null || leave(inForce, user, rule) == null)) {
                throw new Problem(
                        ProblemType.NOT_ALLOWED,
                        "These roles together are kept apart by the rule “%s”. %s"
                                .formatted(rule.id(), rule.why()),
                        "Give one of them to somebody else, or have an owner other than the person record an"
                                + " exception under People, Separation of duties; for somebody new, add them with"
                                + " one role first.");
            }
        }
    }

    private List<SeparationException> inForce(UUID firm) {
        var now = clock.instant();
        return store.of(firm).stream().filter(exception -> exception.isInForce(now)).toList();
    }

    private static @Nullable SeparationException leave(
            List<SeparationException> inForce, UUID user, SeparationRule rule) {
        return inForce.stream()
                .filter(exception ->
                        exception.userId().equals(user) && exception.rule().equals(rule.id()))
                .findFirst()
                .orElse(null);
    }

    private User user(UUID id) {
        return identities.findUser(Acting.firm(), id).orElseThrow(() -> Problem.notFound("user"));
    }

    /** How many conflicts without leave there are in all firms, and how many leaves end soon. */
    record Census(int open, int excepted, int endingSoon) {}

    @AcrossFirms(readOnly = true)
    Census census(Duration soon) {
        var now = clock.instant();
        var open = 0;
        var excepted = 0;
        var ending = 0;
        for (var holder : store.holdersOfSeveralRoles()) {
            for (var rule : rules.brokenBy(holder.roles())) {
                var leave = leave(inForce(holder.firm()), holder.user(), rule);
                if (leave == null) {
                    open++;
                } else {
                    excepted++;
                    ending += leave.expiresAt().isBefore(now.plus(soon)) ? 1 : 0;
                }
            }
        }
        return new Census(open, excepted, ending);
    }
}
