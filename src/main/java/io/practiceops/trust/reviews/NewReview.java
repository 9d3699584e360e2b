package io.practiceops.trust.reviews;

import io.practiceops.foundation.kernel.Invalid;
import io.practiceops.trust.access.Role;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A review to be opened. The constructor refuses nonsense with a Problem that names each field. */
public record NewReview(
        String name,
        Review.@Nullable Scope scope,
        Set<Role> roles,
        @Nullable UUID reviewer,
        @Nullable UUID deputy,
        @Nullable LocalDate dueOn) {

    public NewReview {
        name = name.strip();
        roles = Set.copyOf(roles);
        new Invalid()
                .line("name", name, 200, "Name it, as in “Access, fourth quarter 2026”.")
                .unless(scope != null, "scope", "Choose what is looked at.")
                .unless(
                        (scope == Review.Scope.ROLES) == !roles.isEmpty(),
                        "roles",
                        scope == Review.Scope.ROLES
                                ? "Choose the roles whose holders are looked at."
                                : "Roles are for a review of the holders of some roles.")
                .unless(
                        roles.stream().allMatch(Role::isOfFirm),
                        "roles",
                        "Operator is not a role of a firm.")
                .unless(reviewer != null, "reviewer", "Choose who decides.")
                .unless(
                        deputy == null || !deputy.equals(reviewer),
                        "deputy",
                        "Choose somebody else than the reviewer.")
                .unless(dueOn != null, "due", "Choose the day it is due.")
                .throwIfAny();
    }
}
