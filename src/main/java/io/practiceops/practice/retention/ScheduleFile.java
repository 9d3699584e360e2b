package io.practiceops.practice.retention;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.practice.documents.Document.Category;
import io.practiceops.practice.documents.Document.Classification;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** {@code retention/schedules.yaml}, read so that whatever is wrong is said with its line. */
final class ScheduleFile {

    static final String FILE = "retention/schedules.yaml";

    private static final Set<String> KEYS =
            Set.of(
                    "rule",
                    "version",
                    "name",
                    "applies",
                    "keep",
                    "from",
                    "source",
                    "url",
                    "effective",
                    "until",
                    "verified",
                    "verifier",
                    "note");
    private static final Set<String> SCOPE_KEYS =
            Set.of("categories", "classifications", "tag", "jurisdiction", "practice");
    private static final String NOT_VERIFIED = "no";

    private ScheduleFile() {}

    static List<RetentionRule> read() {
        try (var in = new ClassPathResource(FILE).getInputStream()) {
            return parse(new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + FILE, e);
        }
    }

    static List<RetentionRule> parse(String text) {
        var rules = new ArrayList<RetentionRule>();
        var names = new HashSet<String>();
        for (var node : list(root(text), "rules")) {
            var rule = rule(mapping(node));
            if (!names.add(rule.id())) {
                throw wrong(node, "the rule %s is there already".formatted(rule.id()));
            }
            rules.add(rule);
        }
        return List.copyOf(rules);
    }

    private static MappingNode root(String text) {
        try {
            var root =
                    new Yaml(new SafeConstructor(new LoaderOptions()))
                            .compose(new StringReader(text));
            if (root instanceof MappingNode mapping) {
                return mapping;
            }
        } catch (MarkedYAMLException broken) {
            throw new IllegalStateException(
                    "%s line %d: %s"
                            .formatted(
                                    FILE,
                                    broken.getProblemMark().getLine() + 1,
                                    broken.getProblem()),
                    broken);
        }
        throw new IllegalStateException(FILE + " line 1: begin with “rules:”.");
    }

    private static RetentionRule rule(MappingNode node) {
        refuseUnknown(node, KEYS);
        var verified = needed(node, "verified");
        var isVerified = !verified.getValue().equals(NOT_VERIFIED);
        var verifier = optional(node, "verifier");
        if (isVerified && verifier == null) {
            throw wrong(verified, "say who verified it as “verifier:”");
        }
        var applies = find(node, "applies");
        return new RetentionRule(
                needed(node, "rule").getValue(),
                as(needed(node, "version"), Integer::valueOf, "a whole number"),
                needed(node, "name").getValue(),
                scope(applies == null ? null : mapping(applies)),
                period(needed(node, "keep")),
                choice(needed(node, "from"), CountedFrom.class),
                needed(node, "source").getValue(),
                optional(node, "url"),
                day(needed(node, "effective")),
                find(node, "until") == null ? null : day(needed(node, "until")),
                isVerified ? day(verified) : null,
                verifier,
                optional(node, "note"),
                false);
    }

    private static RetentionRule.Scope scope(@Nullable MappingNode node) {
        if (node == null) {
            return new RetentionRule.Scope(Set.of(), Set.of(), null, null, null);
        }
        refuseUnknown(node, SCOPE_KEYS);
        var practice = find(node, "practice");
        var jurisdiction = find(node, "jurisdiction");
        if (jurisdiction != null && !scalar(jurisdiction).getValue().matches("[A-Z]{2}")) {
            throw wrong(jurisdiction, "a jurisdiction is two capital letters, as in FL");
        }
        return new RetentionRule.Scope(
                choices(node, "categories", Category.class),
                choices(node, "classifications", Classification.class),
                optional(node, "tag"),
                jurisdiction == null ? null : scalar(jurisdiction).getValue(),
                practice == null ? null : choice(scalar(practice), RetentionRule.Practice.class));
    }

    private static <E extends Enum<E>> Set<E> choices(MappingNode node, String key, Class<E> of) {
        var chosen = new LinkedHashSet<E>();
        if (find(node, key) != null) {
            list(node, key).forEach(one -> chosen.add(choice(scalar(one), of)));
        }
        return chosen;
    }

    private static <E extends Enum<E>> E choice(ScalarNode node, Class<E> of) {
        return Arrays.stream(of.getEnumConstants())
                .filter(one -> one.name().equals(node.getValue()))
                .findFirst()
                .orElseThrow(() ->
                        wrong(
                                node,
                                "%s is none of %s"
                                        .formatted(
                                                node.getValue(),
                                                Arrays.toString(of.getEnumConstants()))));
    }

    private static Period period(ScalarNode node) {
        try {
            return Period.parse(node.getValue());
        } catch (IllegalArgumentException refused) {
            throw wrong(node, String.valueOf(refused.getMessage()));
        }
    }

    private static LocalDate day(ScalarNode node) {
        try {
            return LocalDate.parse(node.getValue());
        } catch (DateTimeParseException notADay) {
            throw wrong(node, "write a day as in 2026-11-23, not “%s”".formatted(node.getValue()));
        }
    }

    private static <T> T as(ScalarNode node, Function<String, T> reading, String what) {
        try {
            return reading.apply(node.getValue());
        } catch (IllegalArgumentException refused) {
            throw wrong(node, "“%s” is not %s".formatted(node.getValue(), what));
        }
    }

    private static void refuseUnknown(MappingNode node, Set<String> known) {
        for (var entry : node.getValue()) {
            var key = scalar(entry.getKeyNode());
            if (!known.contains(key.getValue())) {
                throw wrong(key, "there is no “%s” in a rule".formatted(key.getValue()));
            }
        }
    }

    private static ScalarNode needed(MappingNode node, String key) {
        var found = find(node, key);
        if (found == null || scalar(found).getValue().isBlank()) {
            throw wrong(node, "“%s:” is missing".formatted(key));
        }
        return scalar(found);
    }

    private static @Nullable String optional(MappingNode node, String key) {
        var found = find(node, key);
        return found == null ? null : scalar(found).getValue();
    }

    private static @Nullable Node find(MappingNode node, String key) {
        return node.getValue().stream()
                .filter(entry -> scalar(entry.getKeyNode()).getValue().equals(key))
                .map(entry -> entry.getValueNode())
                .findFirst()
                .orElse(null);
    }

    private static List<Node> list(MappingNode node, String key) {
        if (find(node, key) instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        throw wrong(node, "“%s:” is a list".formatted(key));
    }

    private static MappingNode mapping(Node node) {
        if (node instanceof MappingNode mapping) {
            return mapping;
        }
        throw wrong(node, "write names and values here");
    }

    private static ScalarNode scalar(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar;
        }
        throw wrong(node, "one value stands here");
    }

    private static IllegalStateException wrong(Node node, String what) {
        return new IllegalStateException(
                "%s line %d: %s.".formatted(FILE, node.getStartMark().getLine() + 1, what));
    }
}
