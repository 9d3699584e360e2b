package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Check.Health;
import io.practiceops.foundation.kernel.Panel;
import io.practiceops.foundation.kernel.Right;
import io.practiceops.trust.audit.AuditTrail;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import org.springframework.stereotype.Component;

/** What the overview says about who comes in. */
@Component
class AccessPanel implements Panel {

    private final Users users;
    private final SecondFactorRules rules;
    private final AuditTrail trail;
    private final Clock clock;

    AccessPanel(Users users, SecondFactorRules rules, AuditTrail trail, Clock clock) {
        this.users = users;
        this.rules = rules;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public String title() {
        return "Trust";
    }

    @Override
    public String url() {
        return "/users";
    }

    @Override
    public Right right() {
        return Users.READ;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Content content() {
        var facts = new ArrayList<Fact>();
        if (Acting.actor().may(AuditTrail.READ)) {
            var since = clock.instant().minus(Duration.ofDays(1));
            facts.add(count("Failed sign-ins, 24 h", trail.count("session.refused", since)));
            facts.add(count("Denied requests, 24 h", trail.count("access.denied", since)));
        }
        var all = users.all();
        var disabled = all.stream().filter(User::disabled).count();
        var without = all.stream().filter(user -> !user.hasPassword() && !user.disabled()).count();
        facts.add(
                new Fact(
                        "Users",
                        String.valueOf(all.size()),
                        null,
                        disabled == 0 ? null : disabled + " shut out"));
        facts.add(
                new Fact(
                        "No password yet",
                        without == 0
                                ? "none of " + all.size()
                                : "%d of %d".formatted(without, all.size()),
                        without == 0 ? Health.GOOD : Health.WARN,
                        null));
        facts.add(secondFactor());
        return new Facts(facts);
    }

    private Fact secondFactor() {
        var coverage = rules.coverage();
        return coverage.needed() == 0
                ? new Fact("Second factor", "optional", null, "no role needs one")
                : new Fact(
                        "Second factor",
                        "%d of %d".formatted(coverage.covered(), coverage.needed()),
                        coverage.isWhole() ? Health.GOOD : Health.WARN,
                        "people with required roles have one");
    }

    private static Fact count(String name, int count) {
        return new Fact(name, count >= 1000 ? "1,000 or more" : String.valueOf(count), null, null);
    }
}
