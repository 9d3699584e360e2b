package io.practiceops.trust.access;

import io.practiceops.foundation.database.AcrossFirms;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The short transactions around a sign-in; the slow hashing happens between them. */
@Component
class SignInRecord {

    private static final int LONGEST_EMAIL = 254;

    private final IdentityStore identities;
    private final SessionStore sessions;
    private final HalfOpenStore halfOpen;
    private final SecondFactors factors;
    private final SignInThrottle throttle;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    SignInRecord(
            IdentityStore identities,
            SessionStore sessions,
            HalfOpenStore halfOpen,
            SecondFactors factors,
            SignInThrottle throttle,
            Audit audit,
            Ids ids,
            Clock clock) {
        this.identities = identities;
        this.sessions = sessions;
        this.halfOpen = halfOpen;
        this.factors = factors;
        this.throttle = throttle;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    @AcrossFirms(readOnly = true)
    IdentityStore.@Nullable Account account(String email) {
        return identities.findAccount(email).orElse(null);
    }

    /**
     * After the right password: a session, or half of one where there is a second factor to give.
     */
    @AcrossFirms
    SignIn passwordWasRight(IdentityStore.Account account, SignInThrottle.Try tried) {
        throttle.succeeded(tried);
        return firstFactorGiven(account, tried.device(), Factor.PASSWORD);
    }

    /**
     * Somebody has proven who they are, by password or through a provider: a session, or half of
     * one where there is a second factor to give. In the caller's transaction.
     */
    SignIn firstFactorGiven(IdentityStore.Account account, Sessions.Device device, Factor first) {
        return factors.has(account.id())
                ? new SignIn(halfOpened(account, device, first), true)
                : new SignIn(signedIn(account, device, Set.of(first)), false);
    }

    private String halfOpened(IdentityStore.Account account, Sessions.Device device, Factor first) {
        var token = Secret.random();
        var id = ids.next();
        var now = clock.instant();
        halfOpen.insert(
                token.hash(), id, account.id(), first, now, now.plus(SecondSteps.PATIENCE), device);
        Acting.as(
                person(account, null),
                () ->
                        audit.record(
                                AuditEvent.done("session.begun", "session", id)
                                        .detail("factor", first)
                                        .personal("address", device.address())
                                        .personal("agent", device.agent())));
        return token.text();
    }

    /** Starts a session and returns its token; in the caller's transaction. */
    String signedIn(IdentityStore.Account account, Sessions.Device device, Set<Factor> proven) {
        var token = Secret.random();
        var session = ids.next();
        var now = clock.instant();
        var firm = account.firm();
        sessions.insert(
                token.hash(),
                session,
                account.id(),
                firm,
                now,
                now.plus(Sessions.LIFE),
                device.address(),
                device.agent(),
                proven);
        sessions.userSeen(account.id(), now);
        Acting.as(
                person(account, session),
                () ->
                        audit.record(
                                AuditEvent.done("session.started", "session", session)
                                        .detail("factors", new TreeSet<>(proven))
                                        .personal("address", device.address())
                                        .personal("agent", device.agent())));
        return token.text();
    }

    /** The person, as the actor of what they do while they sign in. */
    static Actor person(IdentityStore.Account account, @Nullable UUID session) {
        return new Actor(
                Actor.Kind.USER, account.id(), session, account.name(), account.firm(), Set.of());
    }

    /** Kept with the firm of the login that was tried, if there is one. */
    @AcrossFirms
    void refused(SignInThrottle.Try tried, IdentityStore.@Nullable Account account) {
        throttle.failed(tried, account);
        var device = tried.device();
        UUID firm = account == null ? null : account.firm();
        var user = account == null ? null : account.id().toString();
        audit.record(
                AuditEvent.denied("session.refused", "user", user)
                        .personal("email", keepable(tried.text()))
                        .personal("address", device.address())
                        .personal("agent", device.agent()),
                firm);
    }

    /** It may be anything: nobody has looked at its shape. */
    static String keepable(String email) {
        var begin = email.length() > LONGEST_EMAIL ? email.substring(0, LONGEST_EMAIL) : email;
        return begin.replaceAll("\\p{Cntrl}", " ");
    }
}
