package io.practiceops.foundation.web;

import org.jspecify.annotations.Nullable;

/** A tab or a filter chip: where it leads, whether it is on, and how many are behind it. */
public record Link(String label, String url, boolean current, @Nullable String count) {}
