package io.practiceops.trust.access;

import io.practiceops.foundation.database.AcrossFirms;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Invalid;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What people do with their own login. */
@Service
public class Accounts {

    private static final Set<String> THEMES = Set.of("auto", "light", "dark");

    private final IdentityStore store;
    private final SessionStore sessions;
    private final Passwords passwords;
    private final Audit audit;
    private final Clock clock;

    Accounts(
            IdentityStore store,
            SessionStore sessions,
            Passwords passwords,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.sessions = sessions;
        this.passwords = passwords;
        this.audit = audit;
        this.clock = clock;
    }

    /** Light, dark, or as the device has it. */
    @AcrossFirms
    public void setTheme(String theme) {
        new Invalid()
                .unless(THEMES.contains(theme), "theme", "Choose auto, light or dark.")
                .throwIfAny();
        store.setTheme(me(), theme);
    }

    /** Changes the actor's password and ends their other sessions. */
    @AcrossFirms
    public void changePassword(String current, String wanted) {
        var account = store.findAccount(me()).orElseThrow(Problem::notSignedIn);
        var objection = Passwords.objection(wanted, account.email());
        new Invalid()
                .unless(
                        passwords.matches(current, account.passwordHash()),
                        "current",
                        "This is not your current password.")
                .unless(objection == null, "password", String.valueOf(objection))
                .throwIfAny();
        setPassword(
                account.id(), account.name(), wanted, Acting.actor().via(), Acting.actor().firm());
    }

    /** Whether the link a new user was sent still works. */
    @AcrossFirms(readOnly = true)
    public boolean isWelcomeLink(String token) {
        return store.findLink(
                        new Secret(token).hash(), OneTimeLink.CHOOSE_PASSWORD, clock.instant())
                .isPresent();
    }

    /** Uses the link to choose a password; returns the address to sign in with. */
    @AcrossFirms
    public String choosePassword(String token, String password) {
        var link =
                store.useLink(
                                new Secret(token).hash(),
                                OneTimeLink.CHOOSE_PASSWORD,
                                clock.instant())
                        .orElseThrow(() -> Problem.notFound("link that still works"));
        var account = store.findAccount(Objects.requireNonNull(link.user())).orElseThrow();
        var objection = Passwords.objection(password, account.email());
        new Invalid().unless(objection == null, "password", String.valueOf(objection)).throwIfAny();
        setPassword(account.id(), account.name(), password, null, account.firm());
        return account.email();
    }

    private void setPassword(
            UUID user, String name, String password, @Nullable UUID keep, @Nullable UUID firm) {
        store.setPassword(user, passwords.hash(password), clock.instant());
        var ended = sessions.endAll(user, keep, clock.instant());
        audit.record(
                AuditEvent.done("user.password-changed", "user", user)
                        .named(name)
                        .detail("sessions-ended", ended),
                firm);
    }

    private static UUID me() {
        var id = Acting.actor().id();
        if (id == null || Acting.actor().kind() != Actor.Kind.USER) {
            throw Problem.notSignedIn();
        }
        return id;
    }
}
