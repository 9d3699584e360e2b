package io.practiceops.trust.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** What one person should not hold together: {@code access/separation.csv}, checked at start. */
@Component
public class SeparationRules {

    private static final String FILE = "access/separation.csv";
    private static final int CELLS = 5;

    private final List<SeparationRule> rules = new ArrayList<>();
    private final Roles roles;

    @Autowired
    SeparationRules(Roles roles) {
        this(roles, lines());
    }

    SeparationRules(Roles roles, List<String> lines) {
        this.roles = roles;
        var hasHead = false;
        for (var number = 1; number <= lines.size(); number++) {
            var line = lines.get(number - 1);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (hasHead) {
                rules.add(read(line, number));
            }
            hasHead = true;
        }
    }

    /** In the file's order. */
    public List<SeparationRule> all() {
        return List.copyOf(rules);
    }

    /** The rules a person with these roles would break. */
    public List<SeparationRule> brokenBy(Set<Role> held) {
        return rules.stream().filter(rule -> rule.isBrokenBy(held, roles)).toList();
    }

    Optional<SeparationRule> find(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    private SeparationRule read(String line, int number) {
        var cells = Arrays.stream(line.split(",", CELLS)).map(String::strip).toList();
        if (cells.size() < CELLS || cells.stream().anyMatch(String::isEmpty)) {
            throw wrong(number, "write id, one, other, source and why.");
        }
        var rule =
                new SeparationRule(
                        cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(4));
        if (find(rule.id()).isPresent()) {
            throw wrong(number, "the id %s is used already.".formatted(rule.id()));
        }
        for (var name : List.of(rule.one(), rule.other())) {
            if (!isKnown(name)) {
                throw wrong(number, "%s is neither a role nor a right.".formatted(name));
            }
        }
        for (var role : Role.values()) {
            if (SeparationRule.brings(role, rule.one(), roles)
                    && SeparationRule.brings(role, rule.other(), roles)) {
                throw wrong(
                        number,
                        "the role %s alone brings both, so this cannot be kept apart; change access/rights.csv."
                                .formatted(role));
            }
        }
        return rule;
    }

    private boolean isKnown(String name) {
        return roles.matrix().containsKey(name)
                || Arrays.stream(Role.values()).anyMatch(role -> role.name().equals(name));
    }

    private static IllegalStateException wrong(int number, String what) {
        return new IllegalStateException("%s line %d: %s".formatted(FILE, number, what));
    }

    private static List<String> lines() {
        try (var in = new ClassPathResource(FILE).getInputStream()) {
            return new String(in.readAllBytes(), UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + FILE, e);
        }
    }
}
