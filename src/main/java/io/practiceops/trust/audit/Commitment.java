package io.practiceops.trust.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Binds the trail to a personal value without holding it: SHA-256 over salt, field and value. With
 * the salt gone the value can no longer be guessed from it.
 */
public record Commitment(String field, byte[] salt, String value) {

    private static final SecureRandom RANDOM = new SecureRandom();

    static Commitment to(String field, String value) {
        var salt = new byte[32];
        RANDOM.nextBytes(salt);
        return new Commitment(field, salt, value);
    }

    /** Lower-case hex, 64 characters. */
    public String digest() {
        var sha256 = sha256();
        sha256.update(salt);
        sha256.update(lengthOf(field));
        sha256.update(field.getBytes(UTF_8));
        sha256.update(value.getBytes(UTF_8));
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** The length first, so that no field and value run into another pair's bytes. */
    private static byte[] lengthOf(String field) {
        var length = field.getBytes(UTF_8).length;
        return new byte[] {(byte) (length >> 8), (byte) length};
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
