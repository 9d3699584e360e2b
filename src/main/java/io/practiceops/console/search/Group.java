package io.practiceops.console.search;

import java.util.List;

/**
 * What was found of one kind.
 *
 * @param icon a symbol of the console's icon set
 */
public record Group(String title, String icon, List<Hit> hits) {}
