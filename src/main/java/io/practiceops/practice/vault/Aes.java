package io.practiceops.practice.vault;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM (NIST SP 800-38D) and HKDF-SHA256 (RFC 5869), of the Java platform. */
final class Aes {

    static final int KEY = 32;
    static final int NONCE = 12;
    static final int TAG = 16;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Aes() {}

    static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    static SecretKey key(byte[] bytes) {
        return new SecretKeySpec(bytes, "AES");
    }

    /** A key of its own for one use of a key. */
    static SecretKey derive(byte[] from, byte[] salt, byte[] use) {
        try {
            var how = HKDFParameterSpec.ofExtract().addIKM(from).addSalt(salt);
            return KDF.getInstance("HKDF-SHA256").deriveKey("AES", how.thenExpand(use, KEY));
        } catch (GeneralSecurityException e) {
            throw lacks(e);
        }
    }

    static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw lacks(e);
        }
    }

    /** A nonce in front, the tag at the end. */
    static byte[] seal(SecretKey key, byte[] plain, byte[] bound) {
        try {
            var nonce = random(NONCE);
            var cipher = cipher();
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG * Byte.SIZE, nonce));
            cipher.updateAAD(bound);
            var sealed = new byte[NONCE + cipher.getOutputSize(plain.length)];
            System.arraycopy(nonce, 0, sealed, 0, NONCE);
            cipher.doFinal(plain, 0, plain.length, sealed, NONCE);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw lacks(e);
        }
    }

    /**
     * What was sealed, or an exception when a bit of it, its key, or what it is bound to differs.
     */
    static byte[] open(SecretKey key, byte[] sealed, byte[] bound) throws AEADBadTagException {
        try {
            var cipher = cipher();
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    key,
                    new GCMParameterSpec(TAG * Byte.SIZE, sealed, 0, NONCE));
            cipher.updateAAD(bound);
            return cipher.doFinal(sealed, NONCE, sealed.length - NONCE);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw (AEADBadTagException) new AEADBadTagException("Not sealed so").initCause(e);
        }
    }

    static IllegalStateException lacks(GeneralSecurityException e) {
        return new IllegalStateException("This Java platform lacks a standard algorithm", e);
    }
}
