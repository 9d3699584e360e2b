package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.foundation.web.SessionCookie;
import io.practiceops.foundation.web.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where whoever is only half signed in has to go first; nothing else is open to them. */
@Component
class Detours {

    static final String SECOND_STEP = "/sign-in/second";
    static final String ENROLMENT = "/me/second-factor";
    static final String CONFIRMATION = "/confirm";

    private static final Visitor.Detour TO_SECOND_STEP =
            new Visitor.Detour(
                    SECOND_STEP,
                    Set.of(),
                    needed("Give the second factor at " + SECOND_STEP + ", or sign in anew."));
    private static final Visitor.Detour TO_ENROLMENT =
            new Visitor.Detour(
                    ENROLMENT,
                    Set.of(ENROLMENT, CONFIRMATION, "/sign-out"),
                    needed("Your role needs a second factor. Set one up at " + ENROLMENT + "."));
    private static final Visitor.Detour TO_CONFIRMATION =
            new Visitor.Detour(
                    CONFIRMATION,
                    Set.of(CONFIRMATION, "/sign-out"),
                    needed(
                            "Your role needs a second factor, and this session was begun without."
                                    + " Give it at "
                                    + CONFIRMATION
                                    + "."));

    private final SecondFactorRules rules;
    private final SecondFactors factors;

    Detours(SecondFactorRules rules, SecondFactors factors) {
        this.rules = rules;
        this.factors = factors;
    }

    /** Of a session whose person needs a second factor and has not given one. */
    Visitor.@Nullable Detour of(Credential credential) {
        var proven = credential.proven();
        if (proven == null
                || proven.hasSecond()
                || !(proven.firmAsksSecond() || rules.isMinimumFor(credential.roles()))) {
            return null;
        }
        return factors.has(credential.user()) ? TO_CONFIRMATION : TO_ENROLMENT;
    }

    /** Of a browser in the middle of a sign-in. Whether it is still open is seen at its page. */
    Visitor.@Nullable Detour halfOpen(HttpServletRequest request) {
        return SessionCookie.halfOpen(request).isPresent() ? TO_SECOND_STEP : null;
    }

    private static Problem needed(String mend) {
        return new Problem(
                ProblemType.SECOND_FACTOR_NEEDED,
                "You are not signed in yet: a second factor is needed.",
                mend);
    }
}
