package io.practiceops.trust.sealing;

import io.practiceops.foundation.database.AcrossFirms;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Right;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Takes personal data out of the trail. Only the openings of commitments go, so every leaf and
 * every proof stays as it was; that they went is an entry itself, by which a verifier tells erasure
 * from tampering. Within the actor's firm.
 */
@Service
public class AuditErasure {

    public static final Right ERASE = new Right("audit.erase");

    /** The kind of object that also acts. */
    private static final String PERSON = "user";

    private final ErasureStore store;
    private final EventStore events;
    private final Audit audit;
    private final Clock clock;

    AuditErasure(ErasureStore store, EventStore events, Audit audit, Clock clock) {
        this.store = store;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Erases all that entries up to now tell about a person or a record. Harmless to repeat.
     *
     * @param type kind of object, as in the trail
     * @param id of the object; of type {@code user} also what it did is made nameless
     * @return how many fields went
     */
    @AcrossFirms
    public int erase(String type, String id) {
        Acting.require(ERASE);
        Acting.requireFreshProof();
        var firm = Acting.actor().firm();
        var until = clock.instant().truncatedTo(ChronoUnit.MICROS);
        store.allowTime();
        var fields = store.asObject(firm, type, id, until);
        if (type.equals(PERSON)) {
            fields += store.asActor(firm, person(id), until);
        }
        audit.record(
                AuditEvent.done("audit.personal-erased", type, id)
                        .detail("subject-type", type)
                        .detail("subject-id", id)
                        .detail("fields", fields)
                        .detail("until", Root.micros(until)),
                firm);
        return fields;
    }

    /** Erases one field of one entry. */
    @AcrossFirms
    public void eraseField(UUID event, String field) {
        Acting.require(ERASE);
        Acting.requireFreshProof();
        var firm = Acting.actor().firm();
        if (events.find(event).filter(found -> Objects.equals(found.firm(), firm)).isEmpty()) {
            throw Problem.notFound("audit entry");
        }
        if (!store.field(event, field)) {
            throw Problem.notFound("field of this entry");
        }
        audit.record(
                AuditEvent.done("audit.field-erased", "audit-entry", event)
                        .detail("event", event)
                        .detail("field", field),
                firm);
    }

    private static UUID person(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException notAnId) {
            throw Problem.notFound("person");
        }
    }
}
