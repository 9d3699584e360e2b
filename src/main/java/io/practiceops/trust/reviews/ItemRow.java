package io.practiceops.trust.reviews;

import io.practiceops.foundation.web.Moment;
import io.practiceops.foundation.web.PageContext.State;
import io.practiceops.trust.access.Role;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An item of a review as the pages show it.
 *
 * @param lastUsed null for never
 * @param change what became of it since the snapshot; null for nothing
 * @param decided null while it is not
 * @param mayDecide whether the reader may decide about it now
 */
public record ItemRow(
        ReviewItem item,
        @Nullable Moment lastUsed,
        @Nullable Change change,
        @Nullable Moment decided,
        boolean mayDecide) {

    public String roles() {
        return words(item.roles());
    }

    private static String words(java.util.Set<Role> roles) {
        return roles.stream().sorted().map(Role::title).collect(Collectors.joining(", "));
    }

    /** "17 rights, 2 keys" */
    public String holds() {
        var rights = item.rights().size() == 1 ? "1 right" : item.rights().size() + " rights";
        return switch (item.keys()) {
            case 0 -> rights;
            case 1 -> rights + ", 1 key";
            default -> rights + ", " + item.keys() + " keys";
        };
    }

    public State state() {
        var verdict = item.verdict();
        return verdict == null ? State.UNKNOWN : State.NEUTRAL;
    }

    public String outcome() {
        var verdict = item.verdict();
        if (verdict == null) {
            return "Undecided";
        }
        var decision = verdict.decision();
        return decision.roles().isEmpty()
                ? decision.kind().title()
                : "Now " + words(decision.roles());
    }
}
