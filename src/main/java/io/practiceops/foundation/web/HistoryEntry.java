package io.practiceops.foundation.web;

import org.jspecify.annotations.Nullable;

/**
 * A line of an object's history, which is an entry of the audit trail.
 *
 * @param url the entry in the audit trail, or null for a reader who may not open it
 */
public record HistoryEntry(Moment when, String who, String what, @Nullable String url) {}
