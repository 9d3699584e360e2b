package io.practiceops.foundation.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed into a form about an object, beside what stood there when they began. When
 * another person was quicker, the two are brought together so that nothing typed is lost.
 *
 * @param typed what the fields hold
 * @param was what they held when the form was opened
 * @param notes by field, what came of the other person's change
 */
public record Draft(Map<String, String> typed, Map<String, String> was, Map<String, String> notes) {

    private static final String WAS = "was.";

    /** A form nobody has typed into yet. */
    public static Draft fresh(Map<String, String> values) {
        return new Draft(values, values, Map.of());
    }

    /** The form as it was sent. */
    public static Draft of(Map<String, String> parameters, List<String> fields) {
        return new Draft(values(parameters, fields, ""), values(parameters, fields, WAS), Map.of());
    }

    private static Map<String, String> values(
            Map<String, String> parameters, List<String> fields, String prefix) {
        var values = new LinkedHashMap<String, String>();
        for (var field : fields) {
            // Browsers send line breaks as CR LF, whatever the field held.
            values.put(field, parameters.getOrDefault(prefix + field, "").replace("\r\n", "\n"));
        }
        return values;
    }

    /** What the field holds, an empty text where it holds nothing. */
    public String get(String field) {
        return typed.getOrDefault(field, "");
    }

    /** The form with one field filled in. */
    public Draft with(String field, String value) {
        var filled = new LinkedHashMap<>(typed);
        filled.put(field, value);
        return new Draft(filled, was, notes);
    }

    /** What came of the other person's change to this field, or else the usual hint. */
    public @Nullable String hint(String field, @Nullable String usual) {
        return notes.getOrDefault(field, usual);
    }

    /** The hidden fields that remember how the form began. */
    public Map<String, String> hidden() {
        return was.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                entry -> WAS + entry.getKey(),
                                Map.Entry::getValue,
                                (a, _) -> a,
                                LinkedHashMap::new));
    }

    /**
     * Brings in what is saved now: a field left alone takes it over, one that both changed keeps
     * what was typed and says what is saved.
     *
     * @param words what people call a field's value
     */
    public Draft onto(Map<String, String> saved, BinaryOperator<String> words) {
        var merged = new LinkedHashMap<String, String>();
        var said = new LinkedHashMap<String, String>();
        typed.forEach((field, mine) -> {
            var theirs = saved.getOrDefault(field, "").replace("\r\n", "\n");
            var before = was.getOrDefault(field, "");
            merged.put(field, mine.equals(before) ? theirs : mine);
            if (!theirs.equals(before) && !theirs.equals(mine)) {
                said.put(
                        field,
                        mine.equals(before)
                                ? "Changed meanwhile, taken over."
                                : conflict(words.apply(field, theirs)));
            }
        });
        return new Draft(merged, saved, said);
    }

    private static String conflict(String theirs) {
        return theirs.isEmpty()
                ? "Emptied meanwhile; saving puts yours in its place."
                : "Saved meanwhile: “%s”; saving puts yours in its place.".formatted(theirs);
    }
}
