package io.practiceops.trust.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the trail; null parts do not narrow it. Times in UTC, from inclusive, until
 * exclusive.
 */
public record AuditFilter(
        UUID firm,
        @Nullable UUID id,
        @Nullable UUID actor,
        @Nullable String objectType,
        @Nullable String objectId,
        @Nullable String action,
        AuditEvent.@Nullable Outcome outcome,
        @Nullable Instant from,
        @Nullable Instant until) {

    static AuditFilter ofObject(UUID firm, String type, Object id) {
        return new AuditFilter(firm, null, null, type, id.toString(), null, null, null, null);
    }
}
