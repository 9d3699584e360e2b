package io.practiceops.trust.audit;

import io.practiceops.foundation.kernel.Actor;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What stands inside an entry.
 *
 * @param personal what it says about people, as far as that was not erased
 * @param erased fields the canonical text commits to whose clear text is gone
 * @param via the session or API key; null for the system
 */
public record AuditInside(
        AuditRow row,
        Map<String, String> details,
        Map<String, String> personal,
        List<String> erased,
        @Nullable UUID via,
        ZoneId zone) {

    private static final String NO_REQUEST = "none";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** No session lives longer; what a key did lies around the entry as well. */
    private static final Duration AROUND = Duration.ofHours(12);

    static AuditInside of(AuditTrail.Detail detail, ZoneId zone) {
        var canonical = JSON.readTree(detail.entry().canonical());
        var via = canonical.at("/actor/via").asString("");
        return new AuditInside(
                AuditRow.of(detail.entry(), zone),
                texts(canonical.path("details")),
                detail.personal(),
                canonical.path("personal").propertyNames().stream()
                        .filter(field -> !detail.personal().containsKey(field))
                        .toList(),
                via.isEmpty() ? null : UUID.fromString(via),
                zone);
    }

    private static Map<String, String> texts(JsonNode object) {
        var texts = new TreeMap<String, String>();
        object.properties()
                .forEach(member -> texts.put(member.getKey(), member.getValue().asString()));
        return texts;
    }

    /** The other entries about the same object; null where there is no object. */
    public @Nullable String objectUrl() {
        var entry = row.entry();
        return entry.objectId() == null
                ? null
                : AuditQuery.none()
                        .with("type", entry.objectType())
                        .with("object", entry.objectId())
                        .url(null);
    }

    /** Everything its request did; null for work that no request began. */
    public @Nullable String requestUrl() {
        var request = row.entry().requestId();
        return request.equals(NO_REQUEST)
                ? null
                : AuditQuery.none().with("request", request).url(null);
    }

    /** Everything done through the same session or key around that time. */
    public @Nullable String viaUrl() {
        var actor = row.entry().actorId();
        if (via == null || actor == null) {
            return null;
        }
        var at = row.entry().at();
        return AuditQuery.none()
                .with("actor", actor.toString())
                .with("via", via.toString())
                .with("from", LocalDate.ofInstant(at.minus(AROUND), zone).toString())
                .with("until", LocalDate.ofInstant(at.plus(AROUND), zone).toString())
                .url(null);
    }

    public String viaTitle() {
        return row.entry().actorKind() == Actor.Kind.API_KEY ? "API key" : "Session";
    }
}
