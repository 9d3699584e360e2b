package io.practiceops.trust.access;

import io.practiceops.foundation.database.AcrossFirms;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Invalid;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.Links;
import io.practiceops.trust.access.Confirmations.Myself;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Setting up second factors of one's own. */
@Service
public class Enrolments {

    private static final Duration TIME_TO_SCAN = Duration.ofMinutes(15);
    private static final int LONGEST_NAME = 60;

    private final AuthenticatorStore authenticators;
    private final SeedCipher cipher;
    private final PasskeyStore passkeys;
    private final PasskeyCeremony ceremony;
    private final Proofs proofs;
    private final RecoveryCodes recoveryCodes;
    private final IdentityStore identities;
    private final SessionStore sessions;
    private final Confirmations confirmations;
    private final SignInNotices notices;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    Enrolments(
            AuthenticatorStore authenticators,
            SeedCipher cipher,
            PasskeyStore passkeys,
            PasskeyCeremony ceremony,
            Proofs proofs,
            RecoveryCodes recoveryCodes,
            IdentityStore identities,
            SessionStore sessions,
            Confirmations confirmations,
            SignInNotices notices,
            Audit audit,
            Ids ids,
            Clock clock) {
        this.authenticators = authenticators;
        this.cipher = cipher;
        this.passkeys = passkeys;
        this.ceremony = ceremony;
        this.proofs = proofs;
        this.recoveryCodes = recoveryCodes;
        this.identities = identities;
        this.sessions = sessions;
        this.confirmations = confirmations;
        this.notices = notices;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * An authenticator to put into an app.
     *
     * @param secret the seed as people type it
     * @param uri the same for a camera, in the form every app reads ({@code otpauth})
     */
    public record Setup(String secret, String uri) {

        @Override
        public String toString() {
            return "Setup[…]";
        }
    }

    /**
     * What came of an enrolment.
     *
     * @param recoveryCodes ten new ones where the person had none, to be shown once
     * @param token a new one for the session where it changes, else null
     */
    public record Enrolled(List<String> recoveryCodes, @Nullable String token) {

        @Override
        public String toString() {
            return "Enrolled[…]";
        }
    }

    /** Makes a seed; what is in use stays in use until a code of the new one is given. */
    @AcrossFirms
    public void beginAuthenticator() {
        var me = Myself.ofSession();
        Acting.requireFreshProof();
        authenticators.begin(
                ids.next(),
                me.user(),
                me.session(),
                cipher.seal(me.user(), Totp.newSeed()),
                clock.instant());
    }

    /** The one this session has begun; empty without one, or after a quarter of an hour. */
    @AcrossFirms
    public Optional<Setup> begunAuthenticator() {
        var me = Myself.ofSession();
        Acting.requireFreshProof();
        var email = account(me).email();
        return begun(me)
                .map(kept -> Base32.of(cipher.open(me.user(), kept.seed())))
                .map(secret -> new Setup(Base32.grouped(secret, " "), uri(secret, email)));
    }

    private static String uri(String secret, String email) {
        return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d"
                .formatted(
                        RelyingParty.NAME,
                        Links.encoded(email),
                        secret,
                        RelyingParty.NAME,
                        Totp.DIGITS,
                        Totp.STEP_SECONDS);
    }

    /** Puts the authenticator to use, once its app shows the right code. */
    @AcrossFirms
    public Enrolled confirmAuthenticator(String code) {
        var me = Myself.ofSession();
        Acting.requireFreshProof();
        var kept = begun(me).orElseThrow(() -> Problem.notFound("authenticator being set up"));
        var now = clock.instant();
        var step = Totp.stepOf(cipher.open(me.user(), kept.seed()), code, now);
        if (step.isEmpty()) {
            throw Problem.invalid(
                    "code",
                    "This is not the code of the secret above. Type the one the app shows now; if"
                            + " it never fits, set the phone's clock to automatic.");
        }
        authenticators.confirm(kept.id(), me.user(), step.getAsLong(), now);
        return enrolled(
                me,
                Factor.AUTHENTICATOR,
                AuditEvent.done("user.authenticator-added", "user", me.user()),
                "An authenticator app was set up for your login.");
    }

    private Optional<AuthenticatorStore.Kept> begun(Myself me) {
        return authenticators.begun(me.user(), me.session(), clock.instant().minus(TIME_TO_SCAN));
    }

    /** What the browser is asked to make a passkey. */
    @AcrossFirms
    public Map<String, Object> passkeyCreation() {
        var me = Myself.ofSession();
        Acting.requireFreshProof();
        var account = account(me);
        return ceremony.creation(
                proofs.challenge(givenTo(me)),
                Proofs.handle(me.user()),
                account.email(),
                account.name(),
                passkeys.of(me.user()));
    }

    /** Keeps the passkey the browser made. */
    @AcrossFirms
    public Enrolled addPasskey(String name, String answer) {
        var me = Myself.ofSession();
        Acting.requireFreshProof();
        new Invalid()
                .line("name", name, LONGEST_NAME, "Name it, as in “Laptop” or “Blue key”.")
                .throwIfAny();
        var challenge =
                passkeys.take(givenTo(me), clock.instant())
                        .orElseThrow(() ->
                                Problem.invalid("credential", "This took too long. Begin again."));
        var made = ceremony.made(answer, challenge);
        if (!passkeys.insert(ids.next(), me.user(), name.strip(), made, clock.instant())) {
            throw Problem.invalid("credential", "This passkey is enrolled already.");
        }
        return enrolled(
                me,
                Factor.PASSKEY,
                AuditEvent.done("user.passkey-added", "user", me.user())
                        .personal("passkey", name.strip())
                        .detail("synced", made.synced()),
                "A passkey, “%s”, was added to your login.".formatted(name.strip()));
    }

    /** Ten new recovery codes in place of those before, to be shown once. */
    @AcrossFirms
    public List<String> newRecoveryCodes() {
        var me = Myself.ofSession();
        Acting.requireFreshProof();
        if (authenticators.inUse(me.user()).isEmpty() && passkeys.of(me.user()).isEmpty()) {
            throw Problem.conflict(
                    "Recovery codes stand in for a second factor, and you have none.",
                    "Set up an authenticator app or a passkey first.");
        }
        var codes = recoveryCodes.make(me.user());
        var account = account(me);
        audit.record(
                AuditEvent.done("user.recovery-codes-made", "user", me.user())
                        .named(account.name()));
        notices.tell(
                account,
                "You have new recovery codes",
                "New recovery codes were made for your login. Those before no longer work.");
        return codes;
    }

    private Enrolled enrolled(Myself me, Factor by, AuditEvent event, String what) {
        var account = account(me);
        var codes =
                recoveryCodes.left(me.user()) == 0
                        ? recoveryCodes.make(me.user())
                        : List.<String>of();
        audit.record(event.named(account.name()));
        notices.tell(account, "The way you sign in has changed", what);
        sessions.outdateProofs(me.user(), me.session());
        return new Enrolled(codes, confirmations.proven(me.session(), by));
    }

    private IdentityStore.Account account(Myself me) {
        return identities.findAccount(me.user()).orElseThrow(Problem::notSignedIn);
    }

    private static String givenTo(Myself me) {
        return "enrolment/" + me.session();
    }
}
