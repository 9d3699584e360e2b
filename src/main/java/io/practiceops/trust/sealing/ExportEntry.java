package io.practiceops.trust.sealing;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An entry for programs that know nothing of seals.
 *
 * @param personal what has not been erased
 */
record ExportEntry(
        long index,
        String id,
        Instant at,
        String actorKind,
        String actor,
        String action,
        String objectType,
        String object,
        String outcome,
        String request,
        Map<String, String> details,
        Map<String, String> personal) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static ExportEntry of(BundleSource.Text text, Map<String, String> personal) {
        var event = JSON.readTree(text.text());
        var details = new TreeMap<String, String>();
        event.path("details")
                .properties()
                .forEach(detail -> details.put(detail.getKey(), detail.getValue().asString("")));
        return new ExportEntry(
                text.index(),
                of(event, "id"),
                Instant.parse(of(event, "at")),
                of(event.path("actor"), "kind"),
                of(event.path("actor"), "id"),
                of(event, "action"),
                of(event.path("object"), "type"),
                of(event.path("object"), "id"),
                of(event, "outcome"),
                of(event, "request"),
                details,
                personal);
    }

    private static String of(JsonNode object, String member) {
        return object.path(member).asString("");
    }

    String actorName() {
        return personal.getOrDefault("actor.name", "");
    }

    String objectName() {
        return personal.getOrDefault("object.name", "");
    }

    String address() {
        return personal.getOrDefault("address", "");
    }

    /** Details and the personal fields that have no place of their own. */
    Map<String, String> rest() {
        var rest = new TreeMap<>(details);
        personal.forEach((field, value) -> {
            if (!field.equals("actor.name")
                    && !field.equals("object.name")
                    && !field.equals("address")) {
                rest.put(field, value);
            }
        });
        return rest;
    }

    String restAsJson() {
        return JSON.writeValueAsString(rest());
    }
}
