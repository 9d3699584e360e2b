package io.practiceops.trust.reviews;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.trust.access.Role;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was typed into the form for a new review; kept as typed, so that it can be shown again. */
public record ReviewForm(
        String name, String scope, Set<String> roles, String reviewer, String deputy, String due) {

    public ReviewForm {
        name = Objects.requireNonNullElse(name, "");
        scope = Objects.requireNonNullElse(scope, "");
        roles = roles == null ? Set.of() : Set.copyOf(roles);
        reviewer = Objects.requireNonNullElse(reviewer, "");
        deputy = Objects.requireNonNullElse(deputy, "");
        due = Objects.requireNonNullElse(due, "");
    }

    static ReviewForm blank(LocalDate due) {
        return new ReviewForm("", Review.Scope.PEOPLE.name(), Set.of(), "", "", due.toString());
    }

    /** Ticked roles do not count where the scope is another: they may be left from before. */
    NewReview review() {
        var what =
                Arrays.stream(Review.Scope.values())
                        .filter(known -> known.name().equals(scope))
                        .findFirst()
                        .orElse(null);
        return new NewReview(
                name,
                what,
                what == Review.Scope.ROLES ? roles(roles) : Set.of(),
                id(reviewer, "reviewer"),
                id(deputy, "deputy"),
                day());
    }

    static Set<Role> roles(Set<String> names) {
        return Arrays.stream(Role.values())
                .filter(role -> names.contains(role.name()))
                .collect(Collectors.toSet());
    }

    private static @Nullable UUID id(String text, String field) {
        try {
            return text.isBlank() ? null : UUID.fromString(text);
        } catch (IllegalArgumentException nobody) {
            throw Problem.invalid(field, "Choose somebody of the list.");
        }
    }

    private @Nullable LocalDate day() {
        try {
            return due.isBlank() ? null : LocalDate.parse(due);
        } catch (DateTimeParseException none) {
            throw Problem.invalid("due", "Choose a day.");
        }
    }
}
