package io.practiceops.foundation.web;

import io.practiceops.foundation.database.SearchIndex;
import java.util.ArrayList;
import java.util.List;

/** A piece of a snippet: plain, or a word that was searched for. */
public record Marked(String text, boolean hit) {

    /** The pieces of a snippet of {@link SearchIndex}. */
    public static List<Marked> of(String snippet) {
        var pieces = new ArrayList<Marked>();
        var hit = false;
        var start = 0;
        for (var at = 0; at <= snippet.length(); at++) {
            var mark = at == snippet.length() ? SearchIndex.HIT_BEGIN : snippet.charAt(at);
            if (mark == SearchIndex.HIT_BEGIN || mark == SearchIndex.HIT_END) {
                if (at > start) {
                    pieces.add(new Marked(snippet.substring(start, at), hit));
                }
                hit = mark == SearchIndex.HIT_BEGIN;
                start = at + 1;
            }
        }
        return pieces;
    }
}
