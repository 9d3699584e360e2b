package io.practiceops.trust.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.foundation.keys.InstallationKeys;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.springframework.stereotype.Component;

/**
 * Keeps the seeds of authenticators unreadable in the database and its backups: AES-256-GCM under a
 * key of the installation, nonce first. The user's id is authenticated with it, so that a seed
 * moved to another person's row opens nothing.
 */
@Component
class SeedCipher {

    private static final String KEY = "authenticator-seeds";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final InstallationKeys keys;
    private final SecureRandom random = new SecureRandom();

    SeedCipher(InstallationKeys keys) {
        this.keys = keys;
    }

    byte[] seal(UUID user, byte[] seed) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, user).doFinal(seed);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("An authenticator's seed cannot be encrypted", e);
        }
    }

    byte[] open(UUID user, byte[] sealed) {
        var nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, user)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The authenticator's seed of user %s was changed, or is another person's"
                            .formatted(user),
                    e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, UUID user) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, keys.aes(KEY), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(("authenticator/" + user).getBytes(UTF_8));
        return cipher;
    }
}
