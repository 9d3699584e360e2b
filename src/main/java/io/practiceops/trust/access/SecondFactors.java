package io.practiceops.trust.access;

import io.practiceops.foundation.database.AcrossFirms;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What people have to prove with beside the password; getting it is {@link Enrolments}' affair. */
@Service
public class SecondFactors {

    private final AuthenticatorStore authenticators;
    private final PasskeyStore passkeys;
    private final RecoveryCodes recoveryCodes;
    private final IdentityStore identities;
    private final ProviderLinks links;
    private final SessionStore sessions;
    private final SecondFactorRules rules;
    private final SignInNotices notices;
    private final Audit audit;
    private final Clock clock;

    SecondFactors(
            AuthenticatorStore authenticators,
            PasskeyStore passkeys,
            RecoveryCodes recoveryCodes,
            IdentityStore identities,
            ProviderLinks links,
            SessionStore sessions,
            SecondFactorRules rules,
            SignInNotices notices,
            Audit audit,
            Clock clock) {
        this.authenticators = authenticators;
        this.passkeys = passkeys;
        this.recoveryCodes = recoveryCodes;
        this.identities = identities;
        this.links = links;
        this.sessions = sessions;
        this.rules = rules;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What somebody has.
     *
     * @param authenticator null for none
     * @param recoveryCodesLeft of ten
     * @param required whether one of the person's roles needs a second factor now
     * @param requiredFrom when one will; null where none is announced
     */
    public record Held(
            @Nullable HeldAuthenticator authenticator,
            List<HeldPasskey> passkeys,
            int recoveryCodesLeft,
            boolean required,
            @Nullable Instant requiredFrom) {

        public boolean isNone() {
            return authenticator == null && passkeys.isEmpty();
        }
    }

    public record HeldAuthenticator(Instant since, @Nullable Instant lastUsed) {}

    /** A passkey without its key. */
    public record HeldPasskey(
            UUID id, String name, boolean synced, Instant since, @Nullable Instant lastUsed) {}

    /** Whether the person has a second factor. */
    @AcrossFirms(readOnly = true)
    boolean has(UUID user) {
        return ways(user).haveSecond();
    }

    /** In the caller's transaction. */
    Ways ways(UUID user) {
        return new Ways(
                identities
                        .findAccount(user)
                        .filter(account -> account.passwordHash() != null)
                        .filter(account -> !links.isDemandedOf(account))
                        .isPresent(),
                authenticators.inUse(user).isPresent(),
                !passkeys.of(user).isEmpty(),
                recoveryCodes.left(user) > 0);
    }

    /** What the actor has. */
    @AcrossFirms(readOnly = true)
    public Held mine() {
        var me = Acting.actor().id();
        if (me == null) {
            throw Problem.notSignedIn();
        }
        return held(me);
    }

    /** What a person of the actor's firm has. */
    @AcrossFirms(readOnly = true)
    public Held of(UUID user) {
        Acting.require(Users.READ);
        return held(inFirm(user).id());
    }

    private Held held(UUID user) {
        var demand = rules.demandOn(user);
        return new Held(
                authenticators
                        .inUse(user)
                        .map(kept -> new HeldAuthenticator(kept.createdAt(), kept.lastUsedAt()))
                        .orElse(null),
                passkeys.of(user).stream()
                        .map(key ->
                                new HeldPasskey(
                                        key.id(),
                                        key.name(),
                                        key.synced(),
                                        key.createdAt(),
                                        key.lastUsedAt()))
                        .toList(),
                recoveryCodes.left(user),
                demand.now(),
                demand.from());
    }

    /**
     * Takes the authenticator app away; refused where it is the last of a factor that is needed.
     */
    @AcrossFirms
    public void removeAuthenticator() {
        var me = Confirmations.Myself.ofSession().user();
        Acting.requireFreshProof();
        identities.lockAccount(me);
        if (!authenticators.remove(me)) {
            throw Problem.notFound("authenticator app");
        }
        removed(me, "user.authenticator-removed", null, "The authenticator app was removed.");
    }

    /** Stops a passkey of the actor's from working; refused like the authenticator's removal. */
    @AcrossFirms
    public void revokePasskey(UUID passkey) {
        var me = Confirmations.Myself.ofSession().user();
        Acting.requireFreshProof();
        identities.lockAccount(me);
        var name =
                passkeys.revoke(passkey, me, clock.instant())
                        .orElseThrow(() -> Problem.notFound("passkey"));
        removed(me, "user.passkey-removed", name, "The passkey “%s” was removed.".formatted(name));
    }

    private void removed(UUID me, String action, @Nullable String passkey, String what) {
        if (!has(me)) {
            if (rules.demandOn(me).now()) {
                throw Problem.conflict(
                        "Your role needs a second factor, and this is the only one you have.",
                        "Add another one first, then remove this.");
            }
            recoveryCodes.remove(me);
        }
        var account = identities.findAccount(me).orElseThrow(Problem::notSignedIn);
        audit.record(
                AuditEvent.done(action, "user", me)
                        .named(account.name())
                        .personal("passkey", passkey));
        notices.tell(account, "The way you sign in has changed", what);
    }

    /**
     * Takes all second factors of a person of the actor's firm, who has lost them, and ends their
     * sessions. They set up new ones at the next sign-in, where their role needs it.
     */
    @AcrossFirms
    public void reset(UUID user) {
        Acting.require(Users.WRITE);
        Acting.requireFreshProof();
        var person = inFirm(user);
        if (person.roles().contains(Role.OWNER) && !Acting.actor().may(Firms.OWN)) {
            throw Problem.notAllowed("Only an owner resets the second factors of an owner.");
        }
        if (user.equals(Acting.actor().id())) {
            throw Problem.conflict(
                    "You cannot reset your own second factors.",
                    "Remove them one by one under Your account.");
        }
        var account = identities.findAccount(user).orElseThrow();
        var hadAuthenticator = authenticators.remove(user);
        var revoked = passkeys.revokeAll(user, clock.instant());
        if (!hadAuthenticator && revoked == 0) {
            throw Problem.conflict(
                    "%s has no second factor.".formatted(person.name()), "There is nothing to do.");
        }
        recoveryCodes.remove(user);
        var ended = sessions.endAll(user, null, clock.instant());
        audit.record(
                AuditEvent.done("user.second-factors-reset", "user", user)
                        .named(person.name())
                        .detail("passkeys", revoked)
                        .detail("sessions-ended", ended));
        notices.tell(
                account,
                "Your second factors were reset",
                "%s has reset your second factors: authenticator app, passkeys and recovery codes no longer work. You were signed out everywhere; sign in with your password and set up new ones."
                        .formatted(Acting.actor().name()));
    }

    private User inFirm(UUID user) {
        return identities.findUser(Acting.firm(), user).orElseThrow(() -> Problem.notFound("user"));
    }
}
