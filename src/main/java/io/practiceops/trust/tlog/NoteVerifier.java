package io.practiceops.trust.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The public half of a key that signs notes, Ed25519. As text a C2SP vkey: {@code
 * name+keyid+base64}. Two are equal when name and key are.
 */
public final class NoteVerifier {

    private static final byte ED25519 = 1;
    private static final int KEY_LENGTH = 32;

    /** What X.509 puts before the 32 bytes: RFC 8410. */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final byte[] key;
    private final int keyId;
    private final PublicKey publicKey;

    private NoteVerifier(String name, byte[] key) {
        this.name = checkedName(name);
        this.key = key;
        this.keyId = keyId(name, key);
        this.publicKey = publicKey(key);
    }

    /** The key of this name, which is that of the log it signs for. */
    public static NoteVerifier of(String name, PublicKey ed25519) {
        var encoded = ed25519.getEncoded();
        if (encoded.length != X509.length + KEY_LENGTH
                || !Arrays.equals(X509, Arrays.copyOf(encoded, X509.length))) {
            throw new IllegalArgumentException("Not an Ed25519 key: " + ed25519.getAlgorithm());
        }
        return new NoteVerifier(name, Arrays.copyOfRange(encoded, X509.length, encoded.length));
    }

    public static NoteVerifier parse(String vkey) {
        var parts = vkey.split("\\+", 3);
        if (parts.length != 3 || !parts[1].matches("[0-9a-f]{8}")) {
            throw new Malformed(
                    "“%s” is not a key: it reads name+id+base64."
                            .formatted(Malformed.shortened(vkey)));
        }
        var typed = Hashes.fromBase64(parts[2]);
        if (typed.length != 1 + KEY_LENGTH || typed[0] != ED25519) {
            throw new Malformed("The key of %s is not Ed25519.".formatted(parts[0]));
        }
        var verifier = new NoteVerifier(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
        if (verifier.keyId != HexFormat.fromHexDigits(parts[1])) {
            throw new Malformed("The id of the key of %s is not its own.".formatted(parts[0]));
        }
        return verifier;
    }

    static String checkedName(String name) {
        if (name.isEmpty()
                || name.chars()
                        .anyMatch(c ->
                                c == '+'
                                        || c < ' '
                                        || Character.isWhitespace(c)
                                        || Character.isSpaceChar(c))) {
            throw new Malformed("“%s” is not a key's name.".formatted(Malformed.shortened(name)));
        }
        return name;
    }

    private static int keyId(String name, byte[] key) {
        var sha256 = TreeHash.sha256();
        sha256.update(name.getBytes(UTF_8));
        sha256.update((byte) '\n');
        sha256.update(ED25519);
        sha256.update(key);
        return ByteBuffer.wrap(sha256.digest()).getInt();
    }

    private static PublicKey publicKey(byte[] key) {
        var encoded = ByteBuffer.allocate(X509.length + KEY_LENGTH).put(X509).put(key).array();
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new Malformed("32 bytes that are no Ed25519 key.");
        }
    }

    boolean hasMade(SignedNote.Signature signature) {
        return signature.keyId() == keyId && signature.name().equals(name);
    }

    /** Whether this key has made that signature of 64 bytes over that text. */
    public boolean verifies(String text, byte[] signature) {
        try {
            var ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(publicKey);
            ed25519.update(text.getBytes(UTF_8));
            return ed25519.verify(signature);
        } catch (SignatureException notEvenOne) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has Ed25519", e);
        }
    }

    public String name() {
        return name;
    }

    /** Eight hexadecimal digits, for people to compare. */
    public String id() {
        return HexFormat.of().toHexDigits(keyId);
    }

    /** The id as a number. */
    int keyId() {
        return keyId;
    }

    String shortName() {
        return "%s (key %s)".formatted(name, id());
    }

    /** The text by which others know this key. */
    public String vkey() {
        var typed = ByteBuffer.allocate(1 + KEY_LENGTH).put(ED25519).put(key).array();
        return "%s+%s+%s".formatted(name, id(), Hashes.base64(typed));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteVerifier that
                && name.equals(that.name)
                && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return keyId;
    }

    @Override
    public String toString() {
        return vkey();
    }
}
