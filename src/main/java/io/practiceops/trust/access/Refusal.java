package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;

/** Why a proof was refused: the audit trail keeps the name, the person reads the words. */
enum Refusal {
    WRONG_PASSWORD("This is not your password.", "Try again."),
    WRONG_CODE(
            "This code is not right.",
            "Type the one your app shows now. If it never fits, set the phone's clock to automatic."),
    REPLAYED_CODE(
            "This code was used already.",
            "Each works once: wait until your app shows the next one, half a minute at most."),
    NO_AUTHENTICATOR("There is no authenticator app set up for this login.", "Use another way."),
    WRONG_RECOVERY_CODE(
            "This is none of your recovery codes.",
            "Each has sixteen letters and digits in groups of four."),
    USED_RECOVERY_CODE("This recovery code was used already.", "Each works once: take the next."),
    NOT_BEGUN("This sign-in is over.", "Begin again with your password."),
    NO_CHALLENGE("It took too long, or was answered already.", "Begin again."),
    UNKNOWN_PASSKEY(
            "This passkey is not known here.",
            "It may have been removed. Use another one, or another way to sign in."),
    WRONG_PASSKEY("The passkey's answer does not hold.", "Begin again, or use another way."),
    PROVIDER_ONLY(
            "Your firm signs in through its identity provider.", "Use its button on this page."),
    COPIED_PASSKEY(
            "This passkey seems to have been copied: it has counted backwards.",
            "Use another way to sign in, remove the passkey, and tell your administrator.");

    private final String words;
    private final String mend;

    Refusal(String words, String mend) {
        this.words = words;
        this.mend = mend;
    }

    Problem problem() {
        return new Problem(ProblemType.INVALID_INPUT, words, mend);
    }
}
