package io.practiceops.trust.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.practiceops.foundation.kernel.Problem;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A random text that opens something. Only its hash is stored; 256 random bits need no slow hash.
 */
public record Secret(String text) {

    private static final SecureRandom RANDOM = new SecureRandom();

    public static Secret random() {
        return random("");
    }

    static Secret random(String prefix) {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new Secret(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /**
     * An answer with a secret in it must not be kept to be repeated, so its request takes no key.
     */
    public static void refuseToKeep(@Nullable String idempotencyKey) {
        if (idempotencyKey != null) {
            throw Problem.invalid(
                    "Idempotency-Key",
                    "Leave it out: this answer holds a secret, so it is not kept to be repeated.");
        }
    }

    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The hash as text. */
    String fingerprint() {
        return HexFormat.of().formatHex(hash());
    }

    @Override
    public String toString() {
        return "Secret[…]";
    }
}
