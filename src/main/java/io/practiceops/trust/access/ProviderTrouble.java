package io.practiceops.trust.access;

/** A provider does not answer, or not as OpenID Connect says; nobody's fault who signs in. */
final class ProviderTrouble extends Exception {

    ProviderTrouble(String what) {
        super(what);
    }

    String what() {
        return String.valueOf(getMessage());
    }
}
