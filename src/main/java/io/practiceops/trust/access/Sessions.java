package io.practiceops.trust.access;

import io.practiceops.foundation.database.AcrossFirms;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Signing in and out, and where the actor is signed in. */
@Service
public class Sessions {

    /** A session lives this long, whatever happens in it. */
    static final Duration LIFE = Duration.ofHours(12);

    private static final int AGENT_LIMIT = 300;

    private final SessionStore sessions;
    private final Passwords passwords;
    private final SignInThrottle throttle;
    private final Pace pace;
    private final SignInRecord record;
    private final ProviderLinks links;
    private final Audit audit;
    private final Clock clock;

    Sessions(
            SessionStore sessions,
            Passwords passwords,
            SignInThrottle throttle,
            Pace pace,
            SignInRecord record,
            ProviderLinks links,
            Audit audit,
            Clock clock) {
        this.sessions = sessions;
        this.passwords = passwords;
        this.throttle = throttle;
        this.pace = pace;
        this.record = record;
        this.links = links;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * From where somebody signs in.
     *
     * @param token by what the browser is known from earlier; empty for a new one
     */
    public record Device(String address, String agent, String token) {

        public Device(String address, String agent) {
            this(address, agent, "");
        }

        public Device {
            agent = agent.length() > AGENT_LIMIT ? agent.substring(0, AGENT_LIMIT) : agent;
            agent = agent.replaceAll("\\p{Cntrl}", " ");
        }
    }

    /**
     * Signs in with a password; whoever has a second factor is signed in by {@link SecondSteps}
     * only. The answer and its time are the same for an unknown address, a wrong password, a
     * disabled login and too many tries; after those no password is hashed at all. No transaction
     * is open while one is.
     */
    public SignIn signIn(String email, String password, Device device) {
        var began = pace.begin();
        var address = email.strip().toLowerCase(Locale.ROOT);
        var tried = throttle.admit(address, device);
        if (!tried.isAdmitted()) {
            throw refusal(began);
        }
        var account = Email.isAddress(address) ? record.account(address) : null;
        var matches = matches(password, account, tried);
        if (account == null
                || !matches
                || account.disabled()
                || !account.hasAPlace()
                || links.isDemandedOf(account)) {
            record.refused(tried, account);
            throw refusal(began);
        }
        return record.passwordWasRight(account, tried);
    }

    private boolean matches(
            String password, IdentityStore.@Nullable Account account, SignInThrottle.Try tried) {
        try {
            return passwords.matches(password, account == null ? null : account.passwordHash());
        } catch (Problem notLookedAt) {
            throttle.succeeded(tried);
            throw notLookedAt;
        }
    }

    private Problem refusal(long began) {
        pace.hold(began);
        return new Problem(
                ProblemType.INVALID_INPUT,
                "This address and password do not let you in, or there were too many tries.",
                "Check both and wait some minutes before you try again. If you forgot the password,"
                        + " ask an owner of your firm for a new link.");
    }

    /** The sessions of the actor, the newest seen first. */
    @AcrossFirms(readOnly = true)
    public List<Session> mine() {
        return sessions.activeOf(me(), Acting.actor().via(), clock.instant());
    }

    @AcrossFirms
    public void signOut() {
        var actor = Acting.actor();
        if (actor.id() != null
                && actor.via() != null
                && sessions.end(actor.id(), actor.via(), clock.instant())) {
            audit.record(AuditEvent.done("session.ended", "session", actor.via()));
        }
    }

    @AcrossFirms
    public void end(UUID session) {
        if (!sessions.end(me(), session, clock.instant())) {
            throw Problem.notFound("session");
        }
        audit.record(AuditEvent.done("session.ended", "session", session));
    }

    @AcrossFirms
    public int endOthers() {
        var ended = sessions.endAll(me(), Acting.actor().via(), clock.instant());
        audit.record(AuditEvent.done("session.others-ended", "user", me()).detail("ended", ended));
        return ended;
    }

    /** A key stands in for its owner where it has the right to the owner's credentials. */
    private static UUID me() {
        var actor = Acting.actor();
        if (actor.id() == null) {
            throw Problem.notSignedIn();
        }
        if (actor.kind() == Actor.Kind.API_KEY) {
            Acting.require(ApiKeys.OWN);
        }
        return actor.id();
    }
}
