package io.practiceops.console.samples;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.trust.access.Firms;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Keeps the demo and real practices apart: the demo's password is known to everybody, so a home
 * that has it is never served to a network, and a real practice is never opened as a demo. Looks
 * before the first request can come in.
 */
@Component
class DemoHome implements SmartInitializingSingleton {

    private final Firms firms;
    private final boolean demo;
    private final boolean command;

    DemoHome(
            Firms firms,
            @Value("${practiceops.demo:false}") boolean demo,
            @Value("${practiceops.command:false}") boolean command) {
        this.firms = firms;
        this.demo = demo;
        this.command = command;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (command || firms.isUnclaimed()) {
            return;
        }
        var isDemo = firms.isKnown(DemoPeople.OPERATOR.email());
        if (isDemo && !demo) {
            throw Problem.conflict(
                    "This home holds the demo practice, whose password everybody knows.",
                    "Run ./practiceops demo, or give serve a home of its own with PRACTICEOPS_HOME.");
        }
        if (!isDemo && demo) {
            throw Problem.conflict(
                    "This home holds a real practice.",
                    "Run ./practiceops serve, or give demo a home of its own with PRACTICEOPS_HOME.");
        }
    }
}
