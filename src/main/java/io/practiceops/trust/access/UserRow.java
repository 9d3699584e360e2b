package io.practiceops.trust.access;

import io.practiceops.foundation.web.Moment;
import io.practiceops.foundation.web.PageContext.State;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A line of the list of people.
 *
 * @param dormantSince when they were last active, where that is long ago; null otherwise
 */
public record UserRow(User user, @Nullable Moment lastSeen, @Nullable Moment dormantSince) {

    /** How a login stands. */
    enum Standing {
        ACTIVE("Active", State.NEUTRAL),
        INVITED("Invited", State.UNKNOWN),
        DISABLED("Disabled", State.BAD);

        private final String title;
        private final State state;

        Standing(String title, State state) {
            this.title = title;
            this.state = state;
        }

        static Standing of(User user) {
            return user.disabled()
                    ? DISABLED
                    : user.hasPassword() || user.lastSeen() != null ? ACTIVE : INVITED;
        }

        String title() {
            return title;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public String standing() {
        return Standing.of(user).title;
    }

    public State state() {
        return Standing.of(user).state;
    }
}
