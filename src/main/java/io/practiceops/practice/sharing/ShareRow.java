package io.practiceops.practice.sharing;

import io.practiceops.foundation.web.Moment;
import io.practiceops.foundation.web.PageContext.State;
import java.util.List;

/**
 * A share link in a list.
 *
 * @param documents what they are called
 * @param views as "2 of 5 views"
 * @param terms how it may be used, in words
 */
public record ShareRow(
        Share share,
        List<String> documents,
        OutsideLink.Standing standing,
        State state,
        String views,
        List<String> terms,
        Moment made,
        Moment until) {

    public boolean isLive() {
        return standing == OutsideLink.Standing.LIVE;
    }
}
