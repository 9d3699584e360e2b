package io.practiceops.trust.audit;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Cursor;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Right;
import io.practiceops.foundation.kernel.Slice;
import io.practiceops.trust.audit.AuditFilter.By;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the trail of the actor's firm. */
@Service
public class AuditTrail {

    /** Reads the whole trail of the firm. */
    public static final Right READ = new Right("audit.read");

    private static final int MONTHS_AHEAD = 3;

    private final AuditStore store;
    private final AuditChoices choices;
    private final Clock clock;

    AuditTrail(AuditStore store, AuditChoices choices, Clock clock) {
        this.store = store;
        this.choices = choices;
        this.clock = clock;
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public Slice<AuditEntry> find(AuditFilter filter, @Nullable String cursor, int limit) {
        Acting.require(READ);
        var found = store.find(indexed(filter), Cursor.parse(cursor, 2), limit + 1);
        return Slice.of(found, limit, entry -> Cursor.at(entry.at(), entry.id()));
    }

    /**
     * What happened to one object; for whoever may see the object, which the caller has made sure
     * of.
     */
    @Transactional(readOnly = true)
    public List<AuditEntry> historyOf(String objectType, Object objectId, int limit) {
        return store.find(
                AuditFilter.of(Acting.firm()).type(objectType).object(objectId), null, limit);
    }

    /** The index of objects begins with their kind. */
    private AuditFilter indexed(AuditFilter filter) {
        return filter.firm() != null && filter.has(By.OBJECTS) && !filter.has(By.TYPES)
                ? filter.types(choices.objectTypes(filter.firm()))
                : filter;
    }

    /** When the newest entries that fit were made, and how they ended; the newest first. */
    @Transactional(readOnly = true)
    List<AuditStore.Ending> endings(AuditFilter filter, int most) {
        Acting.require(READ);
        return store.endings(indexed(filter), most);
    }

    /** Whether the firm has an entry with this id. */
    @Transactional(readOnly = true)
    public boolean has(UUID id) {
        Acting.require(READ);
        return near(id).isPresent();
    }

    /** One entry with the personal fields still there, by field name. */
    @Transactional(readOnly = true)
    public Detail entry(UUID id) {
        Acting.require(READ);
        var entry = near(id).orElseThrow(() -> Problem.notFound("audit entry"));
        var personal = new TreeMap<String, String>();
        store.personal(entry).forEach(field -> personal.put(field.field(), field.value()));
        return new Detail(entry, personal);
    }

    private Optional<AuditEntry> near(UUID id) {
        var about = Ids.timeOf(id);
        return Ids.SLACK.stream()
                .map(slack ->
                        AuditFilter.of(Acting.firm())
                                .id(id)
                                .from(about.minus(slack))
                                .until(about.plus(slack)))
                .flatMap(around -> store.find(around, null, 1).stream())
                .findFirst();
    }

    /** An entry and what it says about people, as far as that was not erased. */
    public record Detail(AuditEntry entry, Map<String, String> personal) {}

    @Transactional(readOnly = true)
    public List<String> actions() {
        Acting.require(READ);
        return choices.actions(Acting.firm());
    }

    /** The kinds of objects there are entries about. */
    @Transactional(readOnly = true)
    public List<String> objectTypes() {
        Acting.require(READ);
        return choices.objectTypes(Acting.firm());
    }

    /** Everybody who ever did something, by their last known name. */
    @Transactional(readOnly = true)
    public List<AuditChoices.Person> people() {
        Acting.require(READ);
        return choices.people(Acting.firm());
    }

    /** How many entries fit, no more than are asked for. */
    @Transactional(readOnly = true)
    public int count(AuditFilter filter, int most) {
        Acting.require(READ);
        return store.count(indexed(filter), most);
    }

    /** How often something happened since then, up to a thousand times. */
    @Transactional(readOnly = true)
    public int count(String action, Instant since) {
        Acting.require(READ);
        return choices.count(Acting.firm(), action, since);
    }

    /** Makes the monthly partitions for now and the months to come; harmless to repeat. */
    @Transactional
    public void makePartitions() {
        var month = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).withDayOfMonth(1);
        for (var ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
            store.makePartition(month.plusMonths(ahead));
        }
    }
}
