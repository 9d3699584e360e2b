package io.practiceops.trust.access;

/** How somebody can prove who they are, here and now. */
public record Ways(
        boolean password, boolean authenticator, boolean passkeys, boolean recoveryCodes) {

    /** Whether there is a second factor; recovery codes only stand in for one. */
    boolean haveSecond() {
        return authenticator || passkeys;
    }
}
