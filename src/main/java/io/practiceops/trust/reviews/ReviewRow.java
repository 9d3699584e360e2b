package io.practiceops.trust.reviews;

import io.practiceops.foundation.web.Moment;
import io.practiceops.foundation.web.PageContext.State;
import io.practiceops.trust.access.Role;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A review as the pages show it. */
public record ReviewRow(
        Review review,
        String reviewer,
        @Nullable String deputy,
        Moment opened,
        @Nullable Moment closed,
        boolean overdue) {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.US);

    public String due() {
        return DAY.format(review.dueOn());
    }

    public String scope() {
        return review.scope() == Review.Scope.ROLES
                ? review.roles().stream()
                        .sorted()
                        .map(Role::title)
                        .collect(Collectors.joining(", ", "Holders of ", ""))
                : review.scope().title();
    }

    public State state() {
        return overdue ? State.BAD : review.isOpen() ? State.WARN : State.GOOD;
    }

    public String standing() {
        return overdue ? "Overdue" : review.isOpen() ? "Open" : "Closed";
    }

    /** "3 of 8" */
    public String progress() {
        return "%d of %d".formatted(review.decided(), review.items());
    }
}
