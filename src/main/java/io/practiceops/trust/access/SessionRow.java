package io.practiceops.trust.access;

import io.practiceops.foundation.web.Moment;
import java.time.Instant;
import java.time.ZoneId;

/** A line of a list of sessions. */
public record SessionRow(Session session, Moment since, Moment lastSeen) {

    static SessionRow of(Session session, Instant now, ZoneId zone) {
        return new SessionRow(
                session,
                Moment.from(now, session.createdAt(), zone),
                Moment.from(now, session.lastSeenAt(), zone));
    }
}
