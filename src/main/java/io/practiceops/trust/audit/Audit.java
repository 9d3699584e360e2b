package io.practiceops.trust.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Ids;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes the trail. For reading it see {@link AuditTrail}. */
@Service
public class Audit {

    /** Microseconds, which is what PostgreSQL keeps: what is hashed must be what is stored. */
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final AuditStore store;
    private final Ids ids;
    private final Clock clock;

    Audit(AuditStore store, Ids ids, Clock clock) {
        this.store = store;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Records what the actor did, in the transaction of the change; without one this is a mistake.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(AuditEvent event) {
        record(event, Acting.actor().firm());
    }

    /** Records what was done to or for another firm than the actor's; only in the platform role. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(AuditEvent event, @Nullable UUID firm) {
        var id = ids.next();
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var personal = commitments(event, Acting.actor());
        var canonical = canonical(id, at, firm, event, personal);
        store.insert(
                new AuditStore.Row(
                        id,
                        at,
                        firm,
                        Acting.actor(),
                        event,
                        Acting.requestId(),
                        canonical,
                        leaf(canonical)),
                personal);
    }

    private static List<Commitment> commitments(AuditEvent event, Actor actor) {
        var personal = new TreeMap<>(event.personal());
        if (actor.kind() != Actor.Kind.SYSTEM && actor.isKnown()) {
            personal.put("actor.name", actor.name());
        }
        return personal.entrySet().stream()
                .map(field -> Commitment.to(field.getKey(), field.getValue()))
                .toList();
    }

    private static String canonical(
            UUID id, Instant at, @Nullable UUID firm, AuditEvent event, List<Commitment> personal) {
        var actor = Acting.actor();
        var by = new TreeMap<String, Object>();
        by.put("kind", actor.kind().name());
        putIfKnown(by, "id", actor.id());
        putIfKnown(by, "via", actor.via());
        if (actor.kind() == Actor.Kind.SYSTEM) {
            by.put("name", actor.name());
        }
        var object = new TreeMap<String, Object>();
        object.put("type", event.objectType());
        putIfKnown(object, "id", event.objectId());

        var whole = new TreeMap<String, Object>();
        whole.put("v", 1);
        whole.put("id", id.toString());
        whole.put("at", MICROS.format(at));
        putIfKnown(whole, "firm", firm);
        whole.put("actor", by);
        whole.put("action", event.action());
        whole.put("object", object);
        whole.put("outcome", event.outcome().name());
        whole.put("request", Acting.requestId());
        whole.put("details", new TreeMap<>(event.details()));
        var commitments = new TreeMap<String, Object>();
        personal.forEach(commitment -> commitments.put(commitment.field(), commitment.digest()));
        whole.put("personal", commitments);
        return CanonicalJson.of(whole);
    }

    private static void putIfKnown(
            Map<String, Object> object, String name, @Nullable Object value) {
        if (value != null) {
            object.put(name, value.toString());
        }
    }

    /** The leaf of RFC 6962: SHA-256 over a zero byte and the canonical text. */
    static byte[] leaf(String canonical) {
        var sha256 = Commitment.sha256();
        sha256.update((byte) 0);
        return sha256.digest(canonical.getBytes(UTF_8));
    }
}
