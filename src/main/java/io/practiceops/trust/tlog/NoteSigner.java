package io.practiceops.trust.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;

/** A key that signs notes under a name, Ed25519. */
public final class NoteSigner {

    private final NoteVerifier verifier;
    private final PrivateKey key;

    private NoteSigner(NoteVerifier verifier, PrivateKey key) {
        this.verifier = verifier;
        this.key = key;
    }

    public static NoteSigner of(String name, KeyPair ed25519) {
        return new NoteSigner(NoteVerifier.of(name, ed25519.getPublic()), ed25519.getPrivate());
    }

    public NoteVerifier verifier() {
        return verifier;
    }

    SignedNote.Signature sign(String text) {
        try {
            var ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(key);
            ed25519.update(text.getBytes(UTF_8));
            return new SignedNote.Signature(verifier.name(), verifier.keyId(), ed25519.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key of %s does not sign".formatted(verifier), e);
        }
    }

    @Override
    public String toString() {
        return "signer of " + verifier;
    }
}
