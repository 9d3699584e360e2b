package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Slice;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/sign-in-rules")
class SecondFactorRulesApi {

    /** Whether a role needs a second factor. */
    enum SecondFactor {
        OPTIONAL,
        REQUIRED
    }

    /** A role's rule as the API shows it. */
    record Body(
            Role role,
            SecondFactor secondFactor,
            @Nullable Instant requiredFrom,
            boolean fixedByInstallation,
            int people,
            int withSecondFactor) {

        static Body of(SecondFactorRules.Rule rule, Instant now) {
            return new Body(
                    rule.role(),
                    rule.isRequired(now) ? SecondFactor.REQUIRED : SecondFactor.OPTIONAL,
                    rule.requiredFrom(),
                    rule.fixed(),
                    rule.people(),
                    rule.withFactor());
        }
    }

    /** What a role's rule should be. */
    record Wanted(@Nullable SecondFactor secondFactor, @Nullable Instant requiredFrom) {}

    private final SecondFactorRules rules;
    private final Clock clock;

    SecondFactorRulesApi(SecondFactorRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    @GetMapping
    Slice<Body> all() {
        return new Slice<>(rules.all(), null).map(rule -> Body.of(rule, clock.instant()));
    }

    @PutMapping("/{role}")
    Body change(@PathVariable Role role, @RequestBody Wanted wanted) {
        if (wanted.secondFactor() == null) {
            throw Problem.invalid("secondFactor", "Say OPTIONAL or REQUIRED.");
        }
        var required = wanted.secondFactor() == SecondFactor.REQUIRED;
        return Body.of(rules.change(role, required, wanted.requiredFrom()), clock.instant());
    }
}
