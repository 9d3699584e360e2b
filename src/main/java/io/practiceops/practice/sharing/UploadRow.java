package io.practiceops.practice.sharing;

import io.practiceops.foundation.web.Moment;
import io.practiceops.foundation.web.PageContext.State;

/** An upload link in a list. */
public record UploadRow(
        UploadLink link, String standing, State state, String progress, Moment made, Moment until) {

    public boolean isLive() {
        return state == State.GOOD;
    }
}
