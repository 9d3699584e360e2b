package io.practiceops.trust.sealing;

import io.practiceops.trust.audit.Commitment;
import io.practiceops.trust.sealing.Proof.Opening;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What stands beside the canonical text, which alone is sealed: is it what the text says? */
final class Derived {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Derived() {}

    static JsonNode read(String canonical) {
        return JSON.readTree(canonical);
    }

    /**
     * The columns by which entries are found, as the store joins them: absent ones are left out.
     */
    static String columns(JsonNode entry) {
        var columns = new StringJoiner(" ");
        for (var place :
                List.of(
                        "/id",
                        "/firm",
                        "/actor/kind",
                        "/actor/id",
                        "/action",
                        "/object/type",
                        "/object/id",
                        "/outcome",
                        "/request")) {
            var value = entry.at(place);
            if (!value.isMissingNode()) {
                columns.add(value.asString());
            }
        }
        return columns.toString();
    }

    /**
     * Refuses an opening that is not what was committed to, and a missing one that nothing
     * explains.
     */
    static void verifyOpenings(
            long index, JsonNode entry, List<Opening> openings, Explanations explanations) {
        var id = entry.path("id").asString();
        Map<String, String> committed = new HashMap<>();
        entry.path("personal")
                .properties()
                .forEach(field -> committed.put(field.getKey(), field.getValue().asString()));
        for (var opening : openings) {
            var digest = new Commitment(opening.field(), opening.salt(), opening.value()).digest();
            if (!Objects.equals(committed.remove(opening.field()), digest)) {
                throw new Diverged(
                        "The field %s of entry %s is not what was recorded."
                                .formatted(opening.field(), id));
            }
        }
        for (var missing : committed.keySet()) {
            if (!explanations.mayLack(index) && !explanations.mayLack(entry, missing)) {
                throw new Diverged(
                        "The field %s of entry %s was removed, and no entry tells of an erasure."
                                .formatted(missing, id));
            }
        }
    }
}
