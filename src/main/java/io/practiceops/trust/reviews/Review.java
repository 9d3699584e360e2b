package io.practiceops.trust.reviews;

import io.practiceops.trust.access.Role;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A look at who holds what.
 *
 * @param roles whose holders are looked at; empty unless the scope is {@link Scope#ROLES}
 * @param reviewer who is to decide
 * @param deputy who decides about the reviewer, and may decide about the others
 * @param dueAt the end of the day it is due, in the firm's zone
 * @param openedAt the instant the snapshot is of
 * @param items how many there are to decide
 * @param decided how many of them are decided
 */
public record Review(
        UUID id,
        String name,
        Scope scope,
        Set<Role> roles,
        UUID reviewer,
        @Nullable UUID deputy,
        LocalDate dueOn,
        Instant dueAt,
        Instant openedAt,
        String openedBy,
        @Nullable Instant closedAt,
        int items,
        int decided) {

    /** What is looked at. */
    public enum Scope {
        PEOPLE("All people"),
        ROLES("Holders of some roles"),
        KEYS("API keys");

        private final String title;

        Scope(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    public boolean isOpen() {
        return closedAt == null;
    }

    public int undecided() {
        return items - decided;
    }

    boolean isOverdue(Instant now) {
        return isOpen() && now.isAfter(dueAt);
    }

    boolean isDecidedBy(@Nullable UUID person) {
        return person != null && (person.equals(reviewer) || person.equals(deputy));
    }
}
