package io.practiceops.trust.tlog;

/** A text is not signed by whom it should be; the message says it in a sentence. */
public final class SignatureRefused extends RuntimeException {

    public SignatureRefused(String message) {
        super(message);
    }
}
