package io.practiceops.trust.access;

import io.practiceops.foundation.web.Moment;

/** An exception from the separation of duties as the page shows it. */
public record ExceptionRow(
        SeparationException exception,
        String person,
        String grantedBy,
        Moment grantedAt,
        Moment expiresAt,
        boolean inForce) {}
