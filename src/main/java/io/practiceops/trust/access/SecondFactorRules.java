package io.practiceops.trust.access;

import io.practiceops.foundation.database.AcrossFirms;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Right;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/**
 * Which roles of a firm need a second factor, and from when on. None does unless somebody says so:
 * the first minute with PracticeOps should not ask for a phone, and a firm that moves in enrols its
 * people before it locks the door. An operator can set a minimum for the whole installation ({@code
 * practiceops.access.second-factor.required-roles}).
 */
@Service
public class SecondFactorRules {

    public static final Right WRITE = new Right("sign-in-rules.write");

    private final SecondFactorRuleStore store;
    private final Set<Role> minimum;
    private final Audit audit;
    private final Clock clock;

    SecondFactorRules(
            SecondFactorRuleStore store,
            @Value("${practiceops.access.second-factor.required-roles:}") Set<Role> minimum,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.minimum = minimum.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(minimum));
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A role's rule.
     *
     * @param requiredFrom when the firm needs a second factor of it; null where it does not
     * @param fixed whether the installation needs one, whatever the firm says
     * @param people who have the role and may sign in
     * @param withFactor how many of them have a second factor
     */
    public record Rule(
            Role role, @Nullable Instant requiredFrom, boolean fixed, int people, int withFactor) {

        public boolean isRequired(Instant now) {
            return fixed || (requiredFrom != null && !requiredFrom.isAfter(now));
        }
    }

    /** Of how many people a second factor is needed now, and how many of them have one. */
    public record Coverage(int needed, int covered) {

        public boolean isWhole() {
            return covered == needed;
        }
    }

    /** The rules of the actor's firm, a line for each role a firm gives. */
    @AcrossFirms(readOnly = true)
    public List<Rule> all() {
        Acting.require(Users.READ);
        var rules = store.rulesOf(Acting.firm());
        var people = store.peopleOf(Acting.firm());
        return Arrays.stream(Role.values())
                .filter(Role::isOfFirm)
                .map(role -> rule(role, rules.get(role), people))
                .toList();
    }

    private Rule rule(
            Role role, @Nullable Instant requiredFrom, List<SecondFactorRuleStore.Person> people) {
        var having = people.stream().filter(person -> person.roles().contains(role)).toList();
        return new Rule(
                role,
                requiredFrom,
                minimum.contains(role),
                having.size(),
                (int) having.stream().filter(SecondFactorRuleStore.Person::hasFactor).count());
    }

    @AcrossFirms(readOnly = true)
    public Coverage coverage() {
        Acting.require(Users.READ);
        var rules = store.rulesOf(Acting.firm());
        var needed =
                store.peopleOf(Acting.firm()).stream()
                        .filter(person -> needs(person.roles(), rules))
                        .toList();
        return new Coverage(
                needed.size(),
                (int) needed.stream().filter(SecondFactorRuleStore.Person::hasFactor).count());
    }

    private boolean needs(Set<Role> roles, Map<Role, Instant> rules) {
        var now = clock.instant();
        return isMinimumFor(roles)
                || roles.stream()
                        .map(rules::get)
                        .filter(Objects::nonNull)
                        .anyMatch(from -> !from.isAfter(now));
    }

    /**
     * Makes a second factor needed of a role, or optional; in effect from everybody's next request
     * on.
     *
     * @param from when; null for now. Not used where it is optional.
     */
    @AcrossFirms
    public Rule change(Role role, boolean required, @Nullable Instant from) {
        Acting.require(WRITE);
        Acting.requireFreshProof();
        if (!role.isOfFirm()) {
            throw Problem.invalid("role", "This role is not the firm's: its operator sets it.");
        }
        if (role == Role.OWNER && !Acting.actor().may(Firms.OWN)) {
            throw Problem.notAllowed("Only an owner decides how owners sign in.");
        }
        var firm = Acting.firm();
        if (required) {
            store.require(firm, role, from == null ? clock.instant() : from);
        } else {
            store.makeOptional(firm, role);
        }
        var rule = rule(role, store.rulesOf(firm).get(role), store.peopleOf(firm));
        audit.record(
                AuditEvent.done("firm.sign-in-rule-changed", "firm", firm)
                        .detail("role", role)
                        .detail("second-factor", required ? "REQUIRED" : "OPTIONAL")
                        .detail("from", rule.requiredFrom() == null ? "" : rule.requiredFrom()));
        return rule;
    }

    /** Whether the installation needs a second factor of one of the roles. */
    boolean isMinimumFor(Set<Role> roles) {
        return roles.stream().anyMatch(minimum::contains);
    }

    /** What is asked of a person. */
    record Demand(boolean now, @Nullable Instant from) {}

    /** In the caller's transaction. */
    Demand demandOn(UUID user) {
        var demand = store.demandOn(user);
        var from = demand.from();
        return new Demand(
                isMinimumFor(demand.roles()) || (from != null && !from.isAfter(clock.instant())),
                from);
    }
}
