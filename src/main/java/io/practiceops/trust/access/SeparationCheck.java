package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Check;
import java.time.Duration;
import java.util.LinkedHashMap;
import org.springframework.stereotype.Component;

/** Whether anybody holds what the rules keep apart, without leave. */
@Component
class SeparationCheck implements Check {

    private static final Duration SOON = Duration.ofDays(14);

    private final Separation separation;

    SeparationCheck(Separation separation) {
        this.separation = separation;
    }

    @Override
    public String name() {
        return "separation-of-duties";
    }

    @Override
    public String title() {
        return "Separation of duties";
    }

    @Override
    public Result look() {
        var census = separation.census(SOON);
        var facts = new LinkedHashMap<String, Object>();
        facts.put("conflicts", census.open());
        facts.put("excepted", census.excepted());
        facts.put("exceptions ending within 14 days", census.endingSoon());
        if (census.open() > 0) {
            return Result.warn(
                    census.open() == 1
                            ? "1 person holds what a rule keeps apart, and nobody allowed it."
                            : census.open()
                                    + " times a person holds what a rule keeps apart, and nobody allowed it.",
                    facts,
                    "An owner changes the roles, or records an exception, under People, Separation of duties.");
        }
        if (census.endingSoon() > 0) {
            return Result.warn(
                    "Exceptions from the separation of duties end within 14 days: "
                            + census.endingSoon()
                            + ".",
                    facts,
                    "An owner looks at them under People, Separation of duties, before they end.");
        }
        return Result.good("Nobody holds what the rules keep apart, save with leave.", facts);
    }
}
