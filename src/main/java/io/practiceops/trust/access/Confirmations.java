package io.practiceops.trust.access;

import static io.practiceops.trust.access.GuessLimit.Door.PASSWORD_AGAIN;
import static io.practiceops.trust.access.GuessLimit.Door.SECOND_FACTOR;

import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.trust.access.Proofs.Verdict;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Proving anew, within a session, who one is: before what a stolen or forgotten session must not
 * do. Whoever has a second factor proves with that, the others with their password.
 */
@Service
public class Confirmations {

    private static final Duration FRESH = Duration.ofMinutes(10);

    /** A form opened while the proof was fresh may be sent for five minutes more. */
    private static final Duration FADING = FRESH.plusMinutes(5);

    private final IdentityStore identities;
    private final SessionStore sessions;
    private final SecondFactors factors;
    private final Passwords passwords;
    private final GuessLimit guesses;
    private final Proofs proofs;
    private final ProofRecord proofRecord;
    private final Audit audit;
    private final Clock clock;
    private final AcrossFirmsTemplate acrossFirms;

    Confirmations(
            IdentityStore identities,
            SessionStore sessions,
            SecondFactors factors,
            Passwords passwords,
            GuessLimit guesses,
            Proofs proofs,
            ProofRecord proofRecord,
            Audit audit,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.identities = identities;
        this.sessions = sessions;
        this.factors = factors;
        this.passwords = passwords;
        this.guesses = guesses;
        this.proofs = proofs;
        this.proofRecord = proofRecord;
        this.audit = audit;
        this.clock = clock;
        this.acrossFirms = new AcrossFirmsTemplate(transactions);
    }

    static Actor.Proof freshness(Instant provenAt, Instant now) {
        if (provenAt.plus(FRESH).isAfter(now)) {
            return Actor.Proof.FRESH;
        }
        return provenAt.plus(FADING).isAfter(now) ? Actor.Proof.FADING : Actor.Proof.OLD;
    }

    /** The ways open to the actor. */
    public Ways ways() {
        var me = Myself.ofSession().user();
        return acrossFirms.execute(_ -> factors.ways(me));
    }

    public Map<String, Object> passkeyRequest() {
        var me = Myself.ofSession();
        return acrossFirms.execute(_ -> proofs.passkeyRequest(givenTo(me), me.user()));
    }

    /**
     * Confirms with the password. No transaction is open while it is hashed.
     *
     * @return a new token for the session where it changes, else null; so do all of these
     */
    public @Nullable String byPassword(String password) {
        var me = Myself.ofSession();
        var account = acrossFirms.execute(_ -> account(me));
        var ways = ways();
        if (ways.haveSecond() || !ways.password()) {
            throw Problem.conflict(
                    "Your login is not confirmed with a password.",
                    "Use the second factor, or sign out and in again.");
        }
        guesses.admit(PASSWORD_AGAIN, me.user());
        var matches = passwords.matches(password, account.passwordHash());
        return confirm(
                me,
                () -> {
                    if (matches) {
                        guesses.succeeded(PASSWORD_AGAIN, me.user());
                    }
                    return new Verdict(
                            Factor.PASSWORD, me.user(), matches ? null : Refusal.WRONG_PASSWORD);
                });
    }

    public @Nullable String byCode(String code) {
        var me = Myself.ofSession();
        guesses.admit(SECOND_FACTOR, me.user());
        return confirm(me, () -> proofs.code(me.user(), code));
    }

    public @Nullable String byRecoveryCode(String code) {
        var me = Myself.ofSession();
        return confirm(me, () -> proofs.recoveryCode(me.user(), code));
    }

    public @Nullable String byPasskey(String answer) {
        var me = Myself.ofSession();
        return confirm(me, () -> proofs.passkey(givenTo(me), me.user(), answer));
    }

    private record Outcome(@Nullable Refusal refusal, @Nullable String token) {}

    private @Nullable String confirm(Myself me, Supplier<Verdict> prove) {
        var outcome =
                acrossFirms.execute(_ -> {
                    var account = account(me);
                    var verdict = prove.get();
                    var refusal = verdict.refusal();
                    if (refusal != null) {
                        proofRecord.refused(account, verdict.factor(), refusal, null);
                        return new Outcome(refusal, null);
                    }
                    proofRecord.accepted(account, verdict);
                    audit.record(
                            AuditEvent.done("session.confirmed", "session", me.session())
                                    .detail("factor", verdict.factor()),
                            account.firm());
                    return new Outcome(null, proven(me.session(), verdict.factor()));
                });
        if (outcome.refusal() != null) {
            throw outcome.refusal().problem();
        }
        return outcome.token();
    }

    /**
     * Notes the proof. A session that gains its first second factor gets a new token: whoever read
     * the old one gains nothing.
     */
    @Nullable String proven(UUID session, Factor by) {
        var gains =
                by.isSecond() && sessions.factorsOf(session).stream().noneMatch(Factor::isSecond);
        var token = gains ? Secret.random() : null;
        sessions.proven(session, by, token == null ? null : token.hash(), clock.instant());
        return token == null ? null : token.text();
    }

    private IdentityStore.Account account(Myself me) {
        return identities.findAccount(me.user()).orElseThrow(Problem::notSignedIn);
    }

    private static String givenTo(Myself me) {
        return "confirmation/" + me.session();
    }

    /** The person at the session that acts. */
    record Myself(UUID user, UUID session) {

        /** A Problem for keys, the system and strangers: they have nothing to confirm or enrol. */
        static Myself ofSession() {
            var actor = Acting.actor();
            if (actor.kind() == Actor.Kind.API_KEY) {
                throw Problem.notAllowed("This is for a person at a browser, not for a key.");
            }
            if (actor.id() == null || actor.via() == null) {
                throw Problem.notSignedIn();
            }
            return new Myself(actor.id(), actor.via());
        }
    }
}
