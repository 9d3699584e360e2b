package io.practiceops.trust.access;

/**
 * What came of a right password.
 *
 * @param token of the session, or of the sign-in that still needs its second step
 */
public record SignIn(String token, boolean isHalfOpen) {

    @Override
    public String toString() {
        return "SignIn[isHalfOpen=" + isHalfOpen + "]";
    }
}
