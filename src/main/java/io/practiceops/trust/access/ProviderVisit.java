package io.practiceops.trust.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Everything a browser takes to a provider and back, derived from the one secret in its cookie: so
 * nothing that could be stolen from the database opens anything, and an answer brought by another
 * browser fits nothing.
 */
record ProviderVisit(Secret cookie) {

    static ProviderVisit begin() {
        return new ProviderVisit(Secret.random());
    }

    String state() {
        return derived("state");
    }

    String nonce() {
        return derived("nonce");
    }

    /** The verifier of RFC 7636: 43 characters. */
    String verifier() {
        return derived("verifier");
    }

    boolean isState(String text) {
        return MessageDigest.isEqual(text.getBytes(US_ASCII), state().getBytes(US_ASCII));
    }

    private String derived(String what) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(cookie.text().getBytes(US_ASCII), "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(what.getBytes(US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
