package io.practiceops.trust.access;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tries of second factors. All in the caller's transaction, and told by a verdict rather than an
 * exception, so that a refused try is counted and on record.
 */
@Component
class Proofs {

    private static final Duration CHALLENGE_LIFE = Duration.ofMinutes(5);
    private static final int CHALLENGE_BYTES = 32;

    private final AuthenticatorStore authenticators;
    private final SeedCipher cipher;
    private final RecoveryCodes recoveryCodes;
    private final PasskeyStore passkeys;
    private final PasskeyCeremony ceremony;
    private final GuessLimit guesses;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Proofs(
            AuthenticatorStore authenticators,
            SeedCipher cipher,
            RecoveryCodes recoveryCodes,
            PasskeyStore passkeys,
            PasskeyCeremony ceremony,
            GuessLimit guesses,
            Clock clock) {
        this.authenticators = authenticators;
        this.cipher = cipher;
        this.recoveryCodes = recoveryCodes;
        this.passkeys = passkeys;
        this.ceremony = ceremony;
        this.guesses = guesses;
        this.clock = clock;
    }

    /**
     * How a try ended.
     *
     * @param user whose it was, where that is known
     * @param refusal null when it was right
     */
    record Verdict(Factor factor, @Nullable UUID user, @Nullable Refusal refusal) {

        boolean isRight() {
            return refusal == null;
        }
    }

    /** To be called after {@link GuessLimit#admit}, which counts the try. */
    Verdict code(UUID user, String code) {
        return new Verdict(Factor.AUTHENTICATOR, user, refusalOfCode(user, code));
    }

    private @Nullable Refusal refusalOfCode(UUID user, String code) {
        var now = clock.instant();
        var kept = authenticators.inUse(user).orElse(null);
        if (kept == null) {
            return Refusal.NO_AUTHENTICATOR;
        }
        var step = Totp.stepOf(cipher.open(user, kept.seed()), code, now);
        if (step.isEmpty()) {
            return Refusal.WRONG_CODE;
        }
        if (!authenticators.useUp(kept.id(), step.getAsLong(), now)) {
            return Refusal.REPLAYED_CODE;
        }
        guesses.succeeded(GuessLimit.Door.SECOND_FACTOR, user);
        return null;
    }

    Verdict recoveryCode(UUID user, String code) {
        var refusal =
                switch (recoveryCodes.use(user, code)) {
                    case TAKEN -> null;
                    case USED_BEFORE -> Refusal.USED_RECOVERY_CODE;
                    case UNKNOWN -> Refusal.WRONG_RECOVERY_CODE;
                };
        return new Verdict(Factor.RECOVERY_CODE, user, refusal);
    }

    /** A new challenge, to be answered once and by whom it was given to. */
    byte[] challenge(String givenTo) {
        var challenge = new byte[CHALLENGE_BYTES];
        random.nextBytes(challenge);
        passkeys.give(givenTo, challenge, clock.instant().plus(CHALLENGE_LIFE));
        return challenge;
    }

    /** What a browser is asked for one of the user's passkeys. */
    Map<String, Object> passkeyRequest(String givenTo, UUID user) {
        return ceremony.request(challenge(givenTo), passkeys.of(user), false);
    }

    /** What a browser is asked for any passkey, which alone signs in. */
    Map<String, Object> anyPasskeyRequest(String givenTo) {
        return ceremony.request(challenge(givenTo), List.of(), true);
    }

    /**
     * A passkey's answer.
     *
     * @param user whose it must be; null where the passkey itself says who comes, which takes the
     *     person's fingerprint, face or PIN
     */
    Verdict passkey(String givenTo, @Nullable UUID user, String answer) {
        var challenge = passkeys.take(givenTo, clock.instant()).orElse(null);
        if (challenge == null) {
            return refused(user, Refusal.NO_CHALLENGE);
        }
        var read = ceremony.read(answer).orElse(null);
        if (read == null) {
            return refused(user, Refusal.WRONG_PASSKEY);
        }
        var passkey = passkeys.find(read.getCredentialId()).orElse(null);
        if (passkey == null || (user != null && !user.equals(passkey.userId()))) {
            return refused(user, Refusal.UNKNOWN_PASSKEY);
        }
        var owner = passkey.userId();
        if (!PasskeyCeremony.isOf(read, handle(owner))) {
            return refused(owner, Refusal.WRONG_PASSKEY);
        }
        var judged = ceremony.judge(read, passkey, challenge, user == null);
        if (judged.refusal() == null) {
            passkeys.used(passkey.id(), judged.signCount(), clock.instant());
        }
        return new Verdict(Factor.PASSKEY, owner, judged.refusal());
    }

    private static Verdict refused(@Nullable UUID user, Refusal refusal) {
        return new Verdict(Factor.PASSKEY, user, refusal);
    }

    /** What authenticators know a person by: the id, which says nothing about them. */
    static byte[] handle(UUID user) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(user.getMostSignificantBits())
                .putLong(user.getLeastSignificantBits())
                .array();
    }
}
