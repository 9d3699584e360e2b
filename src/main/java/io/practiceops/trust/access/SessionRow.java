package io.practiceops.trust.access;

import io.practiceops.foundation.web.Moment;

/** A line of the list of sessions. */
public record SessionRow(Session session, Moment since, Moment lastSeen) {}
