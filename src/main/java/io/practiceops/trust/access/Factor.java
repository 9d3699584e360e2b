package io.practiceops.trust.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** What somebody proves with who they are. */
public enum Factor {
    PASSWORD("Password", false),
    AUTHENTICATOR("Authenticator app", true),
    /** Device and fingerprint, face or PIN in one: also enough without a password. */
    PASSKEY("Passkey", true),
    /** An identity provider vouched for the person. */
    PROVIDER("Identity provider", false),
    /** And said that a second factor was given there, which it is trusted to say. */
    PROVIDER_SECOND("Second factor at the provider", true),
    RECOVERY_CODE("Recovery code", true);

    private final String title;
    private final boolean second;

    Factor(String title, boolean second) {
        this.title = title;
        this.second = second;
    }

    public String title() {
        return title;
    }

    /** Whether it is more than something that can be read or guessed. */
    public boolean isSecond() {
        return second;
    }

    static Set<Factor> named(String[] names) {
        var factors = EnumSet.noneOf(Factor.class);
        Arrays.stream(names).map(Factor::valueOf).forEach(factors::add);
        return factors;
    }

    static String[] names(Set<Factor> factors) {
        return factors.stream().sorted().map(Factor::name).toArray(String[]::new);
    }
}
