package io.practiceops.trust.access;

import io.practiceops.foundation.web.Moment;
import io.practiceops.foundation.web.PageContext.State;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A role's line among the sign-in rules.
 *
 * @param from when it begins to need a second factor; null unless that is to come
 */
public record SecondFactorRuleRow(
        SecondFactorRules.Rule rule, boolean required, @Nullable Moment from) {

    static SecondFactorRuleRow of(SecondFactorRules.Rule rule, Instant now, ZoneId zone) {
        var required = rule.isRequired(now);
        var from = rule.requiredFrom();
        return new SecondFactorRuleRow(
                rule, required, required || from == null ? null : Moment.at(from, zone));
    }

    /** Whether those who need one have one. */
    public State state() {
        if (!required || rule.people() == 0) {
            return State.NEUTRAL;
        }
        return rule.withFactor() == rule.people() ? State.GOOD : State.WARN;
    }

    public String covered() {
        return rule.people() == 0
                ? "nobody has this role"
                : "%d of %d".formatted(rule.withFactor(), rule.people());
    }
}
