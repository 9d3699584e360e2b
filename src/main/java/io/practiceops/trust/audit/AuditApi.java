package io.practiceops.trust.audit;

import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Slice;
import io.practiceops.foundation.web.Limit;
import io.practiceops.foundation.web.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AuditApi {

    /** An entry as the API shows it; the canonical text is exactly what is hashed. */
    record Body(
            UUID id,
            Instant at,
            Actor.Kind actorKind,
            @Nullable UUID actor,
            @Nullable String actorName,
            String action,
            String objectType,
            @Nullable String object,
            @Nullable String objectName,
            AuditEvent.Outcome outcome,
            String requestId,
            String canonical) {

        static Body of(AuditEntry entry) {
            return new Body(
                    entry.id(),
                    entry.at(),
                    entry.actorKind(),
                    entry.actorId(),
                    entry.actorName(),
                    entry.action(),
                    entry.objectType(),
                    entry.objectId(),
                    entry.objectName(),
                    entry.outcome(),
                    entry.requestId(),
                    entry.canonical());
        }
    }

    private final AuditTrail trail;
    private final AuditQueries queries;

    AuditApi(AuditTrail trail, AuditQueries queries) {
        this.trail = trail;
        this.queries = queries;
    }

    @GetMapping("/api/v1/audit")
    Slice<Body> list(
            @ModelAttribute AuditQuery query,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            HttpServletRequest request) {
        return trail.find(
                        queries.filter(query, Visitor.of(request).zone()), cursor, Limit.of(limit))
                .map(Body::of);
    }
}
