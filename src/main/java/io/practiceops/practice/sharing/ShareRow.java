package io.practiceops.practice.sharing;

import io.practiceops.foundation.web.Moment;
import io.practiceops.foundation.web.PageContext.State;
import java.util.List;

/**
 * A share link in a list.
 *
 * @param views as "2 of 5 views"
 * @param terms how it may be used, in words
 */
public record ShareRow(
        Share share,
        List<Item> documents,
        OutsideLink.Standing standing,
        State state,
        String views,
        List<String> terms,
        Moment made,
        Moment until) {

    /**
     * A document of it.
     *
     * @param hidden why the link does not show it; empty when it does
     */
    public record Item(String name, String hidden) {}

    public boolean isLive() {
        return standing == OutsideLink.Standing.LIVE;
    }
}
