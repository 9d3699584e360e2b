package io.practiceops.practice.retention;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The rules that come with PracticeOps and those of the firm's own. */
@Component
class RulesInForce {

    private final List<RetentionRule> shipped;
    private final FirmRuleStore own;
    private final RetainedStore kept;
    private final Clock clock;

    @Autowired
    RulesInForce(FirmRuleStore own, RetainedStore kept, Clock clock) {
        this(ScheduleFile.read(), own, kept, clock);
    }

    RulesInForce(List<RetentionRule> shipped, FirmRuleStore own, RetainedStore kept, Clock clock) {
        this.shipped = shipped;
        this.own = own;
        this.kept = kept;
        this.clock = clock;
    }

    List<RetentionRule> shipped() {
        return shipped;
    }

    /** All there are, those that come with PracticeOps first. */
    List<RetentionRule> all() {
        return Stream.concat(shipped.stream(), own.all().stream()).toList();
    }

    /** Those in force today. */
    List<RetentionRule> now() {
        var today = today();
        return all().stream().filter(rule -> rule.isInForce(today)).toList();
    }

    /** In the firm's zone. */
    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), kept.zone());
    }

    /** Differs where the rules differ. */
    static String fingerprint(List<RetentionRule> rules) {
        var text =
                rules.stream()
                        .map(rule -> rule.id() + " " + rule.version())
                        .sorted()
                        .collect(Collectors.joining("\n"));
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }
}
