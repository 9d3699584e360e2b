package io.practiceops.trust.access;

import java.util.Locale;

/**
 * Why somebody who came back from a provider does not get in; the word is kept in the audit trail.
 */
enum ProviderRefusal {
    /** The answer is not one this browser asked for. */
    WRONG_STATE,
    /** It was brought before, or too late. */
    USED_OR_EXPIRED,
    /** The provider says no, or the person did not go on there. */
    REFUSED_THERE,
    /** The provider does not take the code: used before, or not meant for us. */
    CODE_REFUSED,
    /** The ID token is not signed by the provider, not for us, not for this visit or expired. */
    TOKEN_REFUSED,
    ADDRESS_NOT_VERIFIED,
    NOBODY_OF_OURS,
    DISABLED,
    OTHER_FIRM,
    /** The login belongs to another account at the same provider. */
    LINKED_TO_ANOTHER;

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What the person is told. Who exists here and who does not is not among it. */
    String words(String provider) {
        return switch (this) {
            case WRONG_STATE, USED_OR_EXPIRED ->
                    "That sign-in was begun elsewhere, too long ago, or finished already. Begin again.";
            case REFUSED_THERE ->
                    "%s did not sign you in. Begin again, or use your password."
                            .formatted(provider);
            case CODE_REFUSED, TOKEN_REFUSED ->
                    "What %s answered cannot be trusted, so you are not signed in. Begin again; if it stays, tell an operator."
                            .formatted(provider);
            case ADDRESS_NOT_VERIFIED ->
                    "%s has not verified your e-mail address. Have it verified there, then begin again."
                            .formatted(provider);
            case NOBODY_OF_OURS, DISABLED, OTHER_FIRM, LINKED_TO_ANOTHER ->
                    "Your account at %s opens no login here. Ask an owner or administrator of your firm."
                            .formatted(provider);
        };
    }
}
