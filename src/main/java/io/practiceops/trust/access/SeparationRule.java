package io.practiceops.trust.access;

import java.util.Set;

/**
 * Two things one person should not hold together; a line of {@code access/separation.csv}.
 *
 * @param one a role, as in {@code AUDITOR}, or a right, as in {@code users.write}
 * @param other likewise
 * @param source where the rule is from; honest where it is nobody's but ours
 */
public record SeparationRule(String id, String one, String other, String source, String why) {

    /** Whether two different roles of the set bring the one and the other. */
    boolean isBrokenBy(Set<Role> held, Roles roles) {
        return held.stream()
                .filter(first -> brings(first, one, roles))
                .anyMatch(first ->
                        held.stream()
                                .anyMatch(
                                        second -> second != first && brings(second, other, roles)));
    }

    /** What OWNER brings beside its own name does not count; the file says why. */
    static boolean brings(Role role, String wanted, Roles roles) {
        return role.name().equals(wanted)
                || (role != Role.OWNER && roles.rightsOf(Set.of(role)).contains(wanted));
    }
}
