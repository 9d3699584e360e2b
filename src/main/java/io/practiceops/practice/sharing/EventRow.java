package io.practiceops.practice.sharing;

import io.practiceops.foundation.web.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Something that became of a link, in a list.
 *
 * @param document what it is called; null where none is concerned
 * @param more what else there is to say of it
 */
public record EventRow(
        LinkEvent event, Moment at, @Nullable String document, @Nullable String more) {}
