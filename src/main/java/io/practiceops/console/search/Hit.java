package io.practiceops.console.search;

import io.practiceops.foundation.web.Marked;
import java.util.List;

/**
 * Something found.
 *
 * @param hint what tells it from others of its name
 * @param snippet the words around the match, in pieces
 */
public record Hit(String title, String url, String hint, List<Marked> snippet) {}
