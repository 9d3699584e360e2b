package io.practiceops.trust.access;

import static io.practiceops.trust.access.GuessLimit.Door.PASSWORD_AGAIN;
import static io.practiceops.trust.access.OneTimeLink.CHOOSE_PASSWORD;

import io.practiceops.foundation.database.AcrossFirms;
import io.practiceops.foundation.database.AcrossFirmsTemplate;
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
import org.springframework.transaction.PlatformTransactionManager;

/** What people do with their own login. */
@Service
public class Accounts {

    private static final Set<String> THEMES = Set.of("auto", "light", "dark");

    private final IdentityStore store;
    private final LinkStore links;
    private final SessionStore sessions;
    private final SecondFactors factors;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final GuessLimit guesses;
    private final DeviceStore devices;
    private final Audit audit;
    private final Clock clock;
    private final AcrossFirmsTemplate acrossFirms;

    Accounts(
            IdentityStore store,
            LinkStore links,
            SessionStore sessions,
            SecondFactors factors,
            Passwords passwords,
            PasswordRules rules,
            GuessLimit guesses,
            DeviceStore devices,
            Audit audit,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.links = links;
        this.sessions = sessions;
        this.factors = factors;
        this.passwords = passwords;
        this.rules = rules;
        this.guesses = guesses;
        this.devices = devices;
        this.audit = audit;
        this.clock = clock;
        this.acrossFirms = new AcrossFirmsTemplate(transactions);
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
    public void changePassword(String current, String wanted) {
        var me = me();
        var account = account(me);
        if (acrossFirms.execute(_ -> factors.ways(me)).haveSecond()) {
            // For all others the current password is the fresh proof.
            Acting.requireFreshProof();
        }
        var objection = objection(wanted, account);
        new Invalid()
                .unless(
                        isCurrent(current, account),
                        "current",
                        "This is not your current password.")
                .unless(objection == null, "password", String.valueOf(objection))
                .throwIfAny();
        var hash = passwords.hash(wanted);
        var actor = Acting.actor();
        acrossFirms.executeWithoutResult(
                _ -> setPassword(account, hash, actor.via(), actor.firm()));
    }

    /** A session left open is a place to guess the password too. */
    private boolean isCurrent(String password, IdentityStore.Account account) {
        guesses.admit(PASSWORD_AGAIN, account.id());
        var matches = passwords.matches(password, account.passwordHash());
        if (matches) {
            guesses.succeeded(PASSWORD_AGAIN, account.id());
        } else {
            guesses.failed(PASSWORD_AGAIN, account.id());
        }
        return matches;
    }

    private @Nullable String objection(String password, IdentityStore.Account account) {
        var firm = account.firm();
        var firmName =
                firm == null
                        ? ""
                        : acrossFirms.execute(_ -> store.findFirm(firm).map(Firm::name).orElse(""));
        return rules.objection(password, account.email(), account.name(), firmName);
    }

    /** Whether the link a new user was sent still works. */
    @AcrossFirms(readOnly = true)
    public boolean isWelcomeLink(String token) {
        return links.find(new Secret(token).hash(), CHOOSE_PASSWORD, clock.instant()).isPresent();
    }

    /** Uses the link to choose a password; returns the address to sign in with. */
    public String choosePassword(String token, String password) {
        var link = new Secret(token).hash();
        var user =
                acrossFirms
                        .execute(_ -> links.find(link, CHOOSE_PASSWORD, clock.instant()))
                        .orElseThrow(Accounts::usedUp)
                        .user();
        var account = account(Objects.requireNonNull(user));
        var objection = objection(password, account);
        new Invalid().unless(objection == null, "password", String.valueOf(objection)).throwIfAny();
        var hash = passwords.hash(password);
        acrossFirms.executeWithoutResult(_ -> {
            var _ = links.use(link, CHOOSE_PASSWORD, clock.instant()).orElseThrow(Accounts::usedUp);
            devices.dropAll(account.id());
            setPassword(account, hash, null, account.firm());
        });
        return account.email();
    }

    private static Problem usedUp() {
        return Problem.notFound("link that still works");
    }

    private IdentityStore.Account account(UUID id) {
        return acrossFirms.execute(_ -> store.findAccount(id)).orElseThrow(Problem::notSignedIn);
    }

    private void setPassword(
            IdentityStore.Account account, String hash, @Nullable UUID keep, @Nullable UUID firm) {
        store.setPassword(account.id(), hash, clock.instant());
        links.drop(CHOOSE_PASSWORD, account.id());
        var ended = sessions.endAll(account.id(), keep, clock.instant());
        audit.record(
                AuditEvent.done("user.password-changed", "user", account.id())
                        .named(account.name())
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
