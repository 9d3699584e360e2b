package io.practiceops.trust.access;

import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.trust.access.HalfOpenStore.HalfOpen;
import io.practiceops.trust.access.Proofs.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The second step of a sign-in, and the sign-in with a passkey alone. A sign-in is half open from
 * the right password to the right second factor, for five minutes and five tries at most; its token
 * opens nothing but this step, and the session that follows has another.
 */
@Service
public class SecondSteps {

    static final Duration PATIENCE = Duration.ofMinutes(5);
    static final int MOST_TRIES = 5;

    private final HalfOpenStore halfOpen;
    private final IdentityStore identities;
    private final SecondFactors factors;
    private final ProviderLinks links;
    private final GuessLimit guesses;
    private final Proofs proofs;
    private final ProofRecord proofRecord;
    private final SignInRecord record;
    private final Clock clock;
    private final AcrossFirmsTemplate acrossFirms;

    SecondSteps(
            HalfOpenStore halfOpen,
            IdentityStore identities,
            SecondFactors factors,
            ProviderLinks links,
            GuessLimit guesses,
            Proofs proofs,
            ProofRecord proofRecord,
            SignInRecord record,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.halfOpen = halfOpen;
        this.identities = identities;
        this.factors = factors;
        this.links = links;
        this.guesses = guesses;
        this.proofs = proofs;
        this.proofRecord = proofRecord;
        this.record = record;
        this.clock = clock;
        this.acrossFirms = new AcrossFirmsTemplate(transactions);
    }

    /** The ways of whoever began this sign-in; a Problem when it is over. */
    public Ways ways(String token) {
        return acrossFirms.execute(_ -> factors.ways(open(token).user()));
    }

    /** What the browser is asked for a passkey of whoever began this sign-in. */
    public Map<String, Object> passkeyRequest(String token) {
        return acrossFirms.execute(_ -> {
            var open = open(token);
            return proofs.passkeyRequest(givenTo(open), open.user());
        });
    }

    /** What the browser is asked for any passkey; the visit is that of the sign-in page. */
    public Map<String, Object> anyPasskeyRequest(String visit) {
        return acrossFirms.execute(_ -> proofs.anyPasskeyRequest(givenTo(visit)));
    }

    /** Ends the step with a code of the authenticator app; the token of the session it opens. */
    public String byCode(String token, String code, Sessions.Device device) {
        var begun = acrossFirms.execute(_ -> Optional.ofNullable(find(token)));
        begun.ifPresent(of -> guesses.admit(GuessLimit.Door.SECOND_FACTOR, of.user()));
        return finish(token, Factor.AUTHENTICATOR, device, open -> proofs.code(open.user(), code));
    }

    public String byRecoveryCode(String token, String code, Sessions.Device device) {
        return finish(
                token,
                Factor.RECOVERY_CODE,
                device,
                open -> proofs.recoveryCode(open.user(), code));
    }

    public String byPasskey(String token, String answer, Sessions.Device device) {
        return finish(
                token,
                Factor.PASSKEY,
                device,
                open -> proofs.passkey(givenTo(open), open.user(), answer));
    }

    /** Signs in with a passkey and nothing else. */
    public String byPasskeyAlone(String visit, String answer, Sessions.Device device) {
        var outcome =
                acrossFirms.execute(_ -> {
                    var verdict = proofs.passkey(givenTo(visit), null, answer);
                    var account =
                            verdict.user() == null
                                    ? null
                                    : identities.findAccount(verdict.user()).orElse(null);
                    if (!verdict.isRight() || account == null || !mayComeIn(account)) {
                        var refusal = verdict.refusal();
                        return refused(
                                account,
                                Factor.PASSKEY,
                                refusal == null ? Refusal.UNKNOWN_PASSKEY : refusal,
                                device);
                    }
                    if (links.isDemandedOf(account)) {
                        return refused(account, Factor.PASSKEY, Refusal.PROVIDER_ONLY, device);
                    }
                    return Outcome.of(record.signedIn(account, device, Set.of(Factor.PASSKEY)));
                });
        return outcome.tokenOrThrow();
    }

    /** How a step ended: with a session, a refusal, or the end of the sign-in. */
    private record Outcome(@Nullable String token, @Nullable Refusal refusal, boolean isOver) {

        static Outcome of(String token) {
            return new Outcome(token, null, true);
        }

        String tokenOrThrow() {
            if (token != null) {
                return token;
            }
            if (isOver) {
                throw over();
            }
            throw refusal == null ? over() : refusal.problem();
        }
    }

    private String finish(
            String token,
            Factor factor,
            Sessions.Device device,
            Function<HalfOpen, Verdict> prove) {
        var outcome =
                acrossFirms.execute(_ -> {
                    var open = find(token);
                    var account =
                            open == null ? null : identities.findAccount(open.user()).orElse(null);
                    if (open == null || account == null || !mayComeIn(account)) {
                        var _ = refused(account, factor, Refusal.NOT_BEGUN, device);
                        return new Outcome(null, Refusal.NOT_BEGUN, true);
                    }
                    var verdict = prove.apply(open);
                    if (verdict.refusal() != null) {
                        return countedRefusal(open, account, verdict, device);
                    }
                    proofRecord.accepted(account, verdict);
                    halfOpen.end(open.id());
                    return Outcome.of(
                            record.signedIn(account, device, EnumSet.of(open.first(), factor)));
                });
        return outcome.tokenOrThrow();
    }

    private Outcome countedRefusal(
            HalfOpen open, IdentityStore.Account account, Verdict verdict, Sessions.Device device) {
        var refused =
                refused(
                        account,
                        verdict.factor(),
                        Objects.requireNonNull(verdict.refusal()),
                        device);
        if (halfOpen.refused(open.id()) < MOST_TRIES) {
            return refused;
        }
        halfOpen.end(open.id());
        return new Outcome(null, verdict.refusal(), true);
    }

    private Outcome refused(
            IdentityStore.@Nullable Account account,
            Factor factor,
            Refusal refusal,
            Sessions.Device device) {
        proofRecord.refused(account, factor, refusal, device);
        return new Outcome(null, refusal, false);
    }

    private HalfOpen open(String token) {
        var open = find(token);
        if (open == null) {
            throw over();
        }
        return open;
    }

    private @Nullable HalfOpen find(String token) {
        return halfOpen.take(new Secret(token).hash(), clock.instant()).orElse(null);
    }

    private static boolean mayComeIn(IdentityStore.Account account) {
        return !account.disabled() && account.hasAPlace();
    }

    private static String givenTo(HalfOpen open) {
        return "half-open/" + open.id();
    }

    private static String givenTo(String visit) {
        return "visit/" + visit;
    }

    private static Problem over() {
        return new Problem(
                ProblemType.NOT_SIGNED_IN,
                "This sign-in is over: it took too long, there were too many tries, or it was"
                        + " finished already.",
                "Begin again with your password.");
    }
}
