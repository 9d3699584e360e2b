package io.practiceops.practice.clients;

import io.practiceops.foundation.web.Moment;
import org.jspecify.annotations.Nullable;

/** A wall as the page shows it. */
public record WallRow(Wall wall, Moment raised, @Nullable Moment lifted) {}
