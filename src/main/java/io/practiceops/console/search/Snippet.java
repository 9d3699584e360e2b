package io.practiceops.console.search;

import io.practiceops.foundation.database.SearchIndex;
import java.util.ArrayList;
import java.util.List;

/** A piece of found text. Templates escape it; only the mark around it is markup. */
public record Snippet(String text, boolean match) {

    static List<Snippet> of(String marked) {
        var pieces = new ArrayList<Snippet>();
        var from = 0;
        var match = false;
        for (var i = 0; i < marked.length(); i++) {
            var c = marked.charAt(i);
            if (c == SearchIndex.HIT_BEGIN || c == SearchIndex.HIT_END) {
                add(pieces, marked.substring(from, i), match);
                match = c == SearchIndex.HIT_BEGIN;
                from = i + 1;
            }
        }
        add(pieces, marked.substring(from), match);
        return List.copyOf(pieces);
    }

    private static void add(List<Snippet> pieces, String text, boolean match) {
        if (!text.isEmpty()) {
            pieces.add(new Snippet(text, match));
        }
    }
}
