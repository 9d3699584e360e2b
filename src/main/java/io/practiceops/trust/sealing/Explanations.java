package io.practiceops.trust.sealing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What entries of the trail say of payloads and personal data that are no longer there. */
final class Explanations {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record Truncated(long first, long last, long events) {}

    private final List<Truncated> truncated = new ArrayList<>();

    /** By id of the person or record, the time up to which all was erased. */
    private final Map<String, String> erasedUntil = new HashMap<>();

    private final Set<String> erasedFields = new HashSet<>();

    static Explanations of(List<String> canonical) {
        var explanations = new Explanations();
        canonical.forEach(text -> explanations.add(JSON.readTree(text)));
        return explanations;
    }

    private void add(JsonNode entry) {
        var details = entry.path("details");
        switch (entry.path("action").asString()) {
            case "audit.truncated" ->
                    truncated.add(
                            new Truncated(
                                    number(details, "first-index"),
                                    number(details, "last-index"),
                                    number(details, "events")));
            case "audit.personal-erased" ->
                    erasedUntil.merge(
                            details.path("subject-id").asString(),
                            details.path("until").asString(),
                            (one, other) -> one.compareTo(other) > 0 ? one : other);
            case "audit.field-erased" ->
                    erasedFields.add(
                            details.path("event").asString()
                                    + " "
                                    + details.path("field").asString());
            default -> {}
        }
    }

    private static long number(JsonNode details, String field) {
        return Long.parseLong(details.path(field).asString());
    }

    boolean mayLack(long index) {
        return truncated.stream().anyMatch(gone -> gone.first() <= index && index <= gone.last());
    }

    long mayLack() {
        return truncated.stream().mapToLong(Truncated::events).sum();
    }

    /** Whether an entry may be without what a commitment stands for. */
    boolean mayLack(JsonNode entry, String field) {
        var at = entry.path("at").asString();
        return erasedFields.contains(entry.path("id").asString() + " " + field)
                || isErased(entry.path("actor").path("id").asString(""), at)
                || isErased(entry.path("object").path("id").asString(""), at);
    }

    private boolean isErased(String id, String at) {
        var until = erasedUntil.get(id);
        return until != null && at.compareTo(until) <= 0;
    }
}
