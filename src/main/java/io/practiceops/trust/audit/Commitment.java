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
        return HexFormat.of().formatHex(digest(sha256(), salt, field, value));
    }

    /**
     * 32 bytes: SHA-256 over the salt, the field's length in two bytes, field and value in UTF-8.
     */
    public static byte[] digest(MessageDigest sha256, byte[] salt, String field, String value) {
        sha256.update(salt);
        var name = field.getBytes(UTF_8);
        // The length first, so that no field and value run into another pair's bytes.
        sha256.update((byte) (name.length >> 8));
        sha256.update((byte) name.length);
        sha256.update(name);
        sha256.update(value.getBytes(UTF_8));
        return sha256.digest();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
