package io.practiceops.practice.retention;

import io.practiceops.foundation.web.PageContext.State;

/**
 * A document of a disposal order as its page shows it.
 *
 * @param name what it is called while it is there, and its category afterwards
 * @param until the last day it was kept on, in words
 */
public record ItemRow(DisposalOrder.Item item, String name, String client, String until) {

    public State state() {
        return switch (item.state()) {
            case PENDING -> State.UNKNOWN;
            case DISPOSED -> State.GOOD;
            case REFUSED -> State.WARN;
            case DECLINED -> State.NEUTRAL;
        };
    }
}
