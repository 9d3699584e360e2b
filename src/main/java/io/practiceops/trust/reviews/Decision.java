package io.practiceops.trust.reviews;

import io.practiceops.foundation.kernel.Invalid;
import io.practiceops.trust.access.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of somebody's access.
 *
 * @param roles the roles from now on; empty unless the roles are changed
 */
public record Decision(Kind kind, Set<Role> roles, @Nullable String reason) {

    private static final int LONGEST_REASON = 500;

    public enum Kind {
        KEEP("Kept"),
        CHANGE_ROLES("Roles changed"),
        REMOVE("Removed");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** What happened, in a word or two. */
        public String title() {
            return title;
        }
    }

    public Decision {
        roles = Set.copyOf(roles);
        reason = reason == null || reason.isBlank() ? null : reason.strip();
        new Invalid()
                .unless(
                        (kind == Kind.CHANGE_ROLES) == !roles.isEmpty(),
                        "roles",
                        kind == Kind.CHANGE_ROLES
                                ? "Choose the roles they hold from now on."
                                : "Leave the roles out, or decide to change them.")
                .optionalLine("reason", reason, LONGEST_REASON)
                .throwIfAny();
    }

    public static Decision keep(@Nullable String reason) {
        return new Decision(Kind.KEEP, Set.of(), reason);
    }

    public static Decision remove(@Nullable String reason) {
        return new Decision(Kind.REMOVE, Set.of(), reason);
    }
}
