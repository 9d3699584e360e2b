package io.practiceops.trust.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes of an authenticator app: RFC 6238 over HMAC-SHA-1, steps of 30 s, six digits, which is what
 * every app knows.
 */
final class Totp {

    static final int DIGITS = 6;
    static final int STEP_SECONDS = 30;

    /** Steps a phone's clock may be off, either way (RFC 6238 §5.2 recommends one). */
    private static final int DRIFT = 1;

    /** The length RFC 4226 §4 recommends. */
    private static final int SEED_BYTES = 20;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Totp() {}

    static byte[] newSeed() {
        var seed = new byte[SEED_BYTES];
        RANDOM.nextBytes(seed);
        return seed;
    }

    static long stepAt(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), STEP_SECONDS);
    }

    /** The code of a step; as long as asked, since the RFC's vectors have eight digits. */
    static String code(byte[] seed, long step, int digits) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(seed, "HmacSHA1"));
            var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            var offset = hash[hash.length - 1] & 0xf;
            var number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fff_ffff;
            return ("%0" + digits + "d").formatted(number % (long) Math.pow(10, digits));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA1", e);
        }
    }

    /** The latest step around now that the code is of; empty for a wrong one. */
    static OptionalLong stepOf(byte[] seed, String code, Instant now) {
        var typed = code.replaceAll("\\s", "").getBytes(US_ASCII);
        var found = OptionalLong.empty();
        for (var step = stepAt(now) - DRIFT; step <= stepAt(now) + DRIFT; step++) {
            var right = code(seed, step, DIGITS).getBytes(US_ASCII);
            if (MessageDigest.isEqual(right, typed)) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }
}
