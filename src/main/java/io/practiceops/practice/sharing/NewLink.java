package io.practiceops.practice.sharing;

import io.practiceops.foundation.kernel.Invalid;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What both kinds of link are made with.
 *
 * @param life how long it works, from a minute to a year
 * @param password asked of whoever opens it; null for none
 */
public record NewLink(
        String recipient, @Nullable String note, @Nullable String password, Duration life) {

    public static final Duration USUAL_LIFE = Duration.ofDays(7);
    public static final Duration LONGEST_LIFE = Duration.ofDays(366);

    private static final int LONGEST_RECIPIENT = 200;
    private static final int LONGEST_NOTE = 500;
    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 200;

    public NewLink {
        recipient = recipient.strip();
        note = blankToNull(note);
        password = password == null || password.isEmpty() ? null : password;
        new Invalid()
                .line("recipient", recipient, LONGEST_RECIPIENT, "Say who the link is for.")
                .optionalLine("note", note, LONGEST_NOTE)
                .unless(
                        password == null
                                || (password.length() >= SHORTEST_PASSWORD
                                        && password.length() <= LONGEST_PASSWORD),
                        "password",
                        "A password has 8 to 200 characters.")
                .unless(
                        life.compareTo(Duration.ofMinutes(1)) >= 0
                                && life.compareTo(LONGEST_LIFE) <= 0,
                        "expires",
                        "A link ends after now, and within a year.")
                .throwIfAny();
    }

    static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    @Override
    public String toString() {
        return "NewLink[" + life + "]";
    }
}
