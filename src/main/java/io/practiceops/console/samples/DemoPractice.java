package io.practiceops.console.samples;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Sample;
import io.practiceops.foundation.web.DemoAccount;
import io.practiceops.trust.access.DemoAccounts;
import io.practiceops.trust.access.Firm;
import io.practiceops.trust.access.Firms;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Makes the demo practice in an empty home, and says how to get in. Exists in {@code demo} alone.
 */
@Component
@ConditionalOnBooleanProperty("practiceops.demo")
class DemoPractice implements ApplicationRunner, DemoAccounts {

    private static final Logger log = LoggerFactory.getLogger(DemoPractice.class);
    private static final String MAKER = "PracticeOps";

    private final Firms firms;
    private final ObjectProvider<Sample> samples;
    private final Environment environment;

    DemoPractice(Firms firms, ObjectProvider<Sample> samples, Environment environment) {
        this.firms = firms;
        this.samples = samples;
        this.environment = environment;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!firms.isUnclaimed()) {
            return;
        }
        var begun = System.nanoTime();
        var firm = Acting.as(Actor.system(MAKER, null), "demo", this::found);
        Acting.as(
                Actor.system(MAKER, firm.id()),
                () ->
                        samples.stream()
                                .sorted(Comparator.comparingInt(Sample::order))
                                .forEach(Sample::create));
        log.info("Made the demo practice in {} ms", (System.nanoTime() - begun) / 1_000_000);
    }

    private Firm found() {
        var owner = DemoPeople.OWNER;
        var operator = DemoPeople.OPERATOR;
        firms.addOperator(operator.email(), operator.name(), DemoPeople.PASSWORD);
        return firms.found(
                Firms.NewFirm.of("Harbor & Finch", "America/New_York"),
                owner.email(),
                owner.name(),
                DemoPeople.PASSWORD);
    }

    @Override
    public List<DemoAccount> list() {
        var people =
                Stream.of(
                        List.of(DemoPeople.OWNER), DemoPeople.STAFF, List.of(DemoPeople.OPERATOR));
        return people.flatMap(List::stream).map(DemoPeople.Person::asAccount).toList();
    }

    /** Read by people on their terminal, hence not a log line. */
    @EventListener(ApplicationReadyEvent.class)
    void welcome() {
        System.out.printf(
                """

                Harbor & Finch is open: http://localhost:%s
                Sign in as %s, password: %s
                (or pick anybody on the sign-in page). The data stays when it stops.

                """,
                environment.getProperty("local.server.port"),
                DemoPeople.OWNER.email(),
                DemoPeople.PASSWORD);
    }
}
