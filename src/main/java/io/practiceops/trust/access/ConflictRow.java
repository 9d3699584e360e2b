package io.practiceops.trust.access;

import io.practiceops.foundation.web.Moment;
import org.jspecify.annotations.Nullable;

/** A conflict of duties as the page shows it; the end is null without leave. */
public record ConflictRow(Separation.Conflict conflict, @Nullable Moment until) {}
