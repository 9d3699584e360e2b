package io.practiceops.trust.access;

import io.practiceops.foundation.database.AcrossFirms;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Where the people of the firm are signed in, for whoever looks after them. */
@Service
public class UserSessions {

    private final SessionStore sessions;
    private final IdentityStore identities;
    private final Audit audit;
    private final Clock clock;

    UserSessions(SessionStore sessions, IdentityStore identities, Audit audit, Clock clock) {
        this.sessions = sessions;
        this.identities = identities;
        this.audit = audit;
        this.clock = clock;
    }

    /** The newest seen first. */
    @AcrossFirms(readOnly = true)
    public List<Session> of(UUID user) {
        Acting.require(Users.READ);
        return sessions.activeOf(user(user).id(), Acting.actor().via(), clock.instant());
    }

    @AcrossFirms
    public void end(UUID userId, UUID session) {
        Acting.require(Users.WRITE);
        Acting.requireFreshProof();
        var user = user(userId);
        Users.refuseHigherThanOwn(user.roles());
        if (!sessions.end(userId, session, clock.instant())) {
            throw Problem.notFound("session");
        }
        audit.record(
                AuditEvent.done("user.session-ended", "user", userId)
                        .named(user.name())
                        .detail("session", session));
    }

    /** Signs somebody out everywhere; how many sessions that were. */
    @AcrossFirms
    public int endAll(UUID userId) {
        Acting.require(Users.WRITE);
        Acting.requireFreshProof();
        var user = user(userId);
        Users.refuseHigherThanOwn(user.roles());
        var ended = sessions.endAll(userId, null, clock.instant());
        audit.record(
                AuditEvent.done("user.signed-out", "user", userId)
                        .named(user.name())
                        .detail("ended", ended));
        return ended;
    }

    private User user(UUID id) {
        return identities.findUser(Acting.firm(), id).orElseThrow(() -> Problem.notFound("user"));
    }
}
