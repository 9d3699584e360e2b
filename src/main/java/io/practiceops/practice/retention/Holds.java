package io.practiceops.practice.retention;

import io.practiceops.foundation.jobs.Tasks;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Cursor;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Invalid;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Right;
import io.practiceops.foundation.kernel.Slice;
import io.practiceops.practice.clients.Clients;
import io.practiceops.practice.documents.Document;
import io.practiceops.practice.documents.Documents;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Cases that documents must be kept for: placed, widened, released. A document may be under many.
 */
@Service
public class Holds {

    public static final Right WRITE = new Right("holds.write");
    public static final Right RELEASE = new Right("holds.release");

    static final String KIND = "legal-hold";

    private final HoldStore store;
    private final Documents documents;
    private final Clients clients;
    private final Tasks tasks;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    Holds(
            HoldStore store,
            Documents documents,
            Clients clients,
            Tasks tasks,
            Audit audit,
            Ids ids,
            Clock clock) {
        this.store = store;
        this.documents = documents;
        this.clients = clients;
        this.tasks = tasks;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Places a hold, and catches what it is over. */
    @Transactional
    public Hold place(NewHold wanted) {
        Acting.require(WRITE);
        var covers = wanted.covers();
        if (covers.client() != null) {
            clients.find(covers.client());
        }
        refuseUnknown(wanted.documents());
        var hold =
                new Hold(
                        ids.next(),
                        wanted.name(),
                        wanted.reason(),
                        covers,
                        Acting.actor().id(),
                        Acting.actor().name(),
                        clock.instant(),
                        null);
        store.insert(hold);
        var caught =
                covers.scope() == Hold.Scope.DOCUMENTS
                        ? catchThese(hold.id(), wanted.documents())
                        : store.catchAll(hold.id(), clock.instant());
        var event =
                AuditEvent.done("hold.placed", KIND, hold.id())
                        .named(hold.name())
                        .detail("scope", covers.scope())
                        .detail("documents", caught)
                        .personal("reason", hold.reason());
        audit.record(covers.client() == null ? event : event.detail("client", covers.client()));
        return hold;
    }

    /** Puts more documents under a hold; those that are under it already stay so. */
    @Transactional
    public int add(UUID id, List<UUID> more) {
        Acting.require(WRITE);
        var hold = hold(id);
        if (!hold.stands()) {
            throw Problem.conflict("This hold is released.", "Place another for its case.");
        }
        if (more.isEmpty()) {
            throw Problem.invalid("documents", "Choose at least one document.");
        }
        refuseUnknown(more);
        var caught = catchThese(id, more);
        audit.record(
                AuditEvent.done("hold.widened", KIND, id)
                        .named(hold.name())
                        .detail("documents", caught)
                        .detail(
                                "which",
                                more.stream()
                                        .map(UUID::toString)
                                        .collect(Collectors.joining(" "))));
        return caught;
    }

    /** Releases a hold for good. What other holds or rules keep stays kept. */
    @Transactional
    public Hold release(UUID id, @Nullable String reason) {
        Acting.require(RELEASE);
        Acting.requireFreshProof();
        var hold = hold(id);
        new Invalid()
                .line(
                        "reason",
                        reason,
                        1000,
                        "Say why these papers need not be kept for it any more.")
                .throwIfAny();
        var release =
                new Hold.Release(
                        Acting.actor().id(),
                        Acting.actor().name(),
                        clock.instant(),
                        String.valueOf(reason).strip());
        if (!store.release(id, release)) {
            throw Problem.conflict("This hold is released already.", "Nothing is to be done.");
        }
        tasks.schedule(new Erasures.LookAgain());
        audit.record(
                AuditEvent.done("hold.released", KIND, id)
                        .named(hold.name())
                        .detail("documents", store.caught(id))
                        .personal("reason", release.reason()));
        return hold(id);
    }

    @Transactional(readOnly = true)
    public Hold find(UUID id) {
        Acting.require(Schedules.READ);
        return hold(id);
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    public Slice<Hold> list(boolean standing, @Nullable String cursor, int limit) {
        Acting.require(Schedules.READ);
        var before = Cursor.parse(cursor, 1);
        return Slice.of(
                store.list(standing, before == null ? null : before.id(0), limit + 1),
                limit,
                hold -> Cursor.at(hold.id()));
    }

    @Transactional(readOnly = true)
    public long count(boolean standing) {
        Acting.require(Schedules.READ);
        return store.count(standing);
    }

    /** How many documents a hold is over, of those the actor may see. */
    @Transactional(readOnly = true)
    public long caught(UUID id) {
        Acting.require(Schedules.READ);
        return store.caught(id);
    }

    /**
     * A document under a hold.
     *
     * @param later whether it came after the hold was placed
     */
    public record Caught(Document document, java.time.Instant since, boolean later) {}

    /** In the order in which they came. */
    @Transactional(readOnly = true)
    public Slice<Caught> documents(UUID id, @Nullable String cursor, int limit) {
        Acting.require(Schedules.READ);
        hold(id);
        var after = Cursor.parse(cursor, 1);
        var caught = store.caught(id, after == null ? null : after.id(0), limit + 1);
        var visible =
                documents.findAll(caught.stream().map(HoldStore.Caught::document).toList()).stream()
                        .collect(Collectors.toMap(Document::id, Function.identity()));
        var slice = Slice.of(caught, limit, one -> Cursor.at(one.document()));
        return new Slice<>(
                slice.items().stream()
                        .filter(one -> visible.containsKey(one.document()))
                        .map(one ->
                                new Caught(
                                        java.util.Objects.requireNonNull(
                                                visible.get(one.document())),
                                        one.at(),
                                        one.later()))
                        .toList(),
                slice.next());
    }

    /** All of them or none: a hold that misses one without a word is worse than none. */
    private int catchThese(UUID hold, List<UUID> wanted) {
        var caught = store.catchThese(hold, wanted, clock.instant());
        if (!store.hasAll(hold, wanted)) {
            throw Problem.conflict(
                    "Some of these documents were disposed of at this moment, so none is under the hold yet.",
                    "Load the list again, and choose from what is still there.");
        }
        return caught;
    }

    private void refuseUnknown(List<UUID> wanted) {
        if (documents.findAll(wanted).size() != wanted.size()) {
            throw Problem.notFound("document");
        }
    }

    private Hold hold(UUID id) {
        return store.find(id).orElseThrow(() -> Problem.notFound("hold"));
    }
}
