package io.practiceops.trust.audit;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something worth remembering, as the caller tells it. Time, actor, firm and request are added when
 * it is recorded.
 *
 * @param action past tense behind its area: {@code client.created}
 * @param details facts that name no person; kept for ever
 * @param personal facts about people; kept apart, so that they can be erased and the trail stays
 *     whole
 */
public record AuditEvent(
        String action,
        String objectType,
        @Nullable String objectId,
        Outcome outcome,
        SortedMap<String, String> details,
        SortedMap<String, String> personal) {

    /** How it ended. */
    public enum Outcome {
        DONE,
        DENIED,
        FAILED
    }

    /** The personal field that says what the object is called. */
    public static final String OBJECT_NAME = "object.name";

    public static AuditEvent done(String action, String objectType, Object objectId) {
        return new AuditEvent(
                action,
                objectType,
                objectId.toString(),
                Outcome.DONE,
                new TreeMap<>(),
                new TreeMap<>());
    }

    /** Refused for want of a right, or of anything else that makes it not allowed. */
    public static AuditEvent denied(String action, String objectType, @Nullable String objectId) {
        return new AuditEvent(
                action, objectType, objectId, Outcome.DENIED, new TreeMap<>(), new TreeMap<>());
    }

    public AuditEvent named(String objectName) {
        return personal(OBJECT_NAME, objectName);
    }

    public AuditEvent detail(String field, Object value) {
        return new AuditEvent(
                action,
                objectType,
                objectId,
                outcome,
                with(details, field, value.toString()),
                personal);
    }

    public AuditEvent personal(String field, @Nullable String value) {
        return value == null || value.isEmpty()
                ? this
                : new AuditEvent(
                        action,
                        objectType,
                        objectId,
                        outcome,
                        details,
                        with(personal, field, value));
    }

    private static SortedMap<String, String> with(
            Map<String, String> fields, String field, String value) {
        var more = new TreeMap<>(fields);
        more.put(field, value);
        return more;
    }
}
