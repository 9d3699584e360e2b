package io.practiceops.foundation.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How keys look as bytes. A pair is the length of its private part, that part, and the public one.
 */
final class KeyMaterial {

    private static final String ED25519 = "Ed25519";

    private KeyMaterial() {}

    static byte[] newEd25519() {
        try {
            var pair = KeyPairGenerator.getInstance(ED25519).generateKeyPair();
            var secret = pair.getPrivate().getEncoded();
            var open = pair.getPublic().getEncoded();
            return ByteBuffer.allocate(Integer.BYTES + secret.length + open.length)
                    .putInt(secret.length)
                    .put(secret)
                    .put(open)
                    .array();
        } catch (GeneralSecurityException e) {
            throw everyPlatformHasIt(e);
        }
    }

    static KeyPair ed25519(byte[] material) {
        var bytes = ByteBuffer.wrap(material);
        var secret = new byte[bytes.getInt()];
        bytes.get(secret);
        var open = new byte[bytes.remaining()];
        bytes.get(open);
        try {
            var factory = KeyFactory.getInstance(ED25519);
            return new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(open)),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(secret)));
        } catch (GeneralSecurityException e) {
            throw everyPlatformHasIt(e);
        }
    }

    /** Tells the key to nobody: a keyed hash of a fixed text. */
    static String fingerprint(byte[] key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal("PracticeOps key".getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw everyPlatformHasIt(e);
        }
    }

    static String fingerprintOfPair(byte[] material) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(ed25519(material).getPublic().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw everyPlatformHasIt(e);
        }
    }

    private static IllegalStateException everyPlatformHasIt(GeneralSecurityException e) {
        return new IllegalStateException("This Java platform lacks a standard algorithm", e);
    }
}
