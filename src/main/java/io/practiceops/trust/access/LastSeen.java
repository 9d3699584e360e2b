package io.practiceops.trust.access;

import io.practiceops.foundation.database.AcrossFirms;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Notes when a session or key was last used; by the minute, not by the request. */
@Component
class LastSeen {

    private final SessionStore sessions;
    private final ApiKeyStore keys;

    LastSeen(SessionStore sessions, ApiKeyStore keys) {
        this.sessions = sessions;
        this.keys = keys;
    }

    @AcrossFirms
    void session(Credential session, Instant at, String address) {
        sessions.seen(session.via(), session.user(), at, address);
    }

    @AcrossFirms
    void key(UUID id, Instant at, String address) {
        keys.used(id, at, address);
    }
}
