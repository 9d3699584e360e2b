package io.practiceops.console.search;

import java.util.List;

/**
 * Something found.
 *
 * @param hint what tells it from others of its name
 * @param snippet the words around the match, in pieces
 */
public record Hit(String title, String url, String hint, List<Snippet> snippet) {}
