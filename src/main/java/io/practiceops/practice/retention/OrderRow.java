package io.practiceops.practice.retention;

import io.practiceops.foundation.web.Moment;
import io.practiceops.foundation.web.PageContext.State;
import org.jspecify.annotations.Nullable;

/**
 * A disposal order as pages show it.
 *
 * @param of what it is over, in words
 */
public record OrderRow(
        DisposalOrder order,
        String of,
        Moment proposed,
        @Nullable Moment decided,
        @Nullable Moment finished) {

    public State state() {
        return switch (order.state()) {
            case WAITING -> State.UNKNOWN;
            case PROPOSED, APPROVED -> State.WARN;
            case DECLINED -> State.NEUTRAL;
            case DONE -> State.GOOD;
        };
    }
}
