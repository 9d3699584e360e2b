package io.practiceops.trust.audit;

import io.practiceops.foundation.web.Choice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** What the explorer's filter offers: what there are entries of. */
@Component
public class AuditOptions {

    /**
     * By heading.
     *
     * @param actors kinds of actors, then the people
     * @param actions all of an area, then its actions
     */
    public record All(
            Map<String, List<Choice>> actors,
            Map<String, List<Choice>> actions,
            List<Choice> types,
            List<Choice> outcomes,
            List<Choice> periods) {}

    private static final List<Choice> KINDS =
            List.of(
                    new Choice("person", "Somebody signed in"),
                    new Choice("key", "Any API key"),
                    new Choice("system", "PracticeOps itself"),
                    new Choice("nobody", "Nobody signed in"));

    private final AuditTrail trail;

    AuditOptions(AuditTrail trail) {
        this.trail = trail;
    }

    All all() {
        return new All(actors(), actions(), types(), outcomes(), periods());
    }

    private Map<String, List<Choice>> actors() {
        var people =
                trail.people().stream()
                        .map(person ->
                                new Choice(
                                        person.id().toString(),
                                        Objects.requireNonNullElse(
                                                person.name(), "Erased " + person.id())))
                        .toList();
        var actors = new LinkedHashMap<String, List<Choice>>();
        actors.put("Kinds", KINDS);
        actors.put("People", people);
        return actors;
    }

    private Map<String, List<Choice>> actions() {
        var areas = new TreeMap<String, List<Choice>>();
        for (var action : trail.actions()) {
            var dot = action.indexOf('.');
            var area = action.substring(0, dot);
            areas.computeIfAbsent(
                            words(area),
                            title ->
                                    new ArrayList<>(
                                            List.of(new Choice(area + ".*", "All: " + title))))
                    .add(new Choice(action, words(area) + ": " + words(action.substring(dot + 1))));
        }
        return areas;
    }

    private List<Choice> types() {
        return trail.objectTypes().stream().map(type -> new Choice(type, words(type))).toList();
    }

    private static List<Choice> outcomes() {
        return Arrays.stream(AuditEvent.Outcome.values())
                .map(outcome ->
                        new Choice(outcome.name().toLowerCase(Locale.ROOT), AuditRow.word(outcome)))
                .toList();
    }

    private static List<Choice> periods() {
        return Arrays.stream(AuditPeriod.values())
                .map(period -> new Choice(period.word(), period.title()))
                .toList();
    }

    private static String words(String name) {
        return name.replace('-', ' ');
    }
}
