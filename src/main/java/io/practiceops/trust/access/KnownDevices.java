package io.practiceops.trust.access;

import io.practiceops.foundation.database.AcrossFirms;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Browsers that an account was signed in with, known again by a cookie. It signs nobody in; it only
 * lets its account be tried while strangers are kept off it (OWASP: device cookies).
 */
@Component
class KnownDevices {

    /** Of one person; the longest unused goes. */
    private static final int MOST = 20;

    private final DeviceStore store;
    private final SessionStore sessions;
    private final IdentityStore identities;
    private final Audit audit;
    private final SignInSettings settings;
    private final Clock clock;

    KnownDevices(
            DeviceStore store,
            SessionStore sessions,
            IdentityStore identities,
            Audit audit,
            SignInSettings settings,
            Clock clock) {
        this.store = store;
        this.sessions = sessions;
        this.identities = identities;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    Duration life() {
        return settings.device().life();
    }

    /**
     * Knows the browser again in which the session has just begun.
     *
     * @return the token for its cookie: the one it came with, where that was the account's
     */
    @AcrossFirms
    String remember(String sessionToken, Sessions.Device device) {
        var session =
                sessions.find(new Secret(sessionToken).hash(), clock.instant())
                        .orElseThrow(Problem::notSignedIn);
        return remember(session.user(), session.email(), device);
    }

    /** Whether the link mailed to the owner of an account under attack still works. */
    @AcrossFirms(readOnly = true)
    boolean isLink(String token) {
        return store.isLink(new Secret(token).hash(), clock.instant());
    }

    /** Uses that link: the browser it is opened in may sign in to the account. */
    @AcrossFirms
    String letIn(String link, Sessions.Device device) {
        var account =
                store.useLink(new Secret(link).hash(), clock.instant())
                        .flatMap(identities::findAccount)
                        .orElseThrow(() -> Problem.notFound("link that still works"));
        audit.record(
                AuditEvent.done("sign-in.browser-let-in", "user", account.id())
                        .named(account.name())
                        .personal("address", device.address())
                        .personal("agent", device.agent()),
                account.firm());
        return remember(account.id(), account.email(), device);
    }

    private String remember(UUID user, String email, Sessions.Device device) {
        var now = clock.instant();
        var network = Network.of(device.address());
        var expires = now.plus(settings.device().life());
        if (!device.token().isEmpty()
                && store.used(new Secret(device.token()).hash(), user, network, now, expires)) {
            return device.token();
        }
        var token = Secret.random();
        store.insert(token.hash(), user, BucketStore.hash(email), network, now, expires);
        store.dropOldest(user, MOST);
        return token.text();
    }
}
