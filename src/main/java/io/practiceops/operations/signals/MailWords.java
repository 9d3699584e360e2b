package io.practiceops.operations.signals;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.outbox.Message;
import io.practiceops.foundation.web.PageContext.State;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where a letter is on its way, in words. */
final class MailWords {

    private MailWords() {}

    static Message.@Nullable State parse(@Nullable String state) {
        if (state == null || state.isBlank()) {
            return null;
        }
        return Arrays.stream(Message.State.values())
                .filter(known -> known.name().equalsIgnoreCase(state.strip()))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("state", "Choose one of %s.".formatted(all())));
    }

    static String text(Message.State state) {
        return switch (state) {
            case KEPT -> "Kept";
            case QUEUED -> "On its way";
            case SENT -> "Sent";
            case FAILED -> "Failed";
        };
    }

    static State state(Message.State state) {
        return switch (state) {
            case KEPT -> State.UNKNOWN;
            case QUEUED -> State.NEUTRAL;
            case SENT -> State.GOOD;
            case FAILED -> State.BAD;
        };
    }

    static String parameter(Message.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String all() {
        return Arrays.stream(Message.State.values())
                .map(MailWords::parameter)
                .collect(Collectors.joining(", "));
    }
}
