package io.practiceops.practice.documents;

import io.practiceops.foundation.database.SearchIndex;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Right;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The end of documents: for good, unless something keeps them, and with a stone where they stood.
 */
@Service
public class Disposal {

    public static final Right DISPOSE = new Right("documents.dispose");

    private final DocumentStore store;
    private final VersionStore versions;
    private final TombstoneStore tombstones;
    private final Arrivals arrivals;
    private final ObjectProvider<KeepsDocuments> keepers;
    private final SearchIndex search;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Disposal(
            DocumentStore store,
            VersionStore versions,
            TombstoneStore tombstones,
            Arrivals arrivals,
            ObjectProvider<KeepsDocuments> keepers,
            SearchIndex search,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.versions = versions;
        this.tombstones = tombstones;
        this.arrivals = arrivals;
        this.keepers = keepers;
        this.search = search;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** Why that document must stay, in words; empty when nothing keeps it. */
    @Transactional(readOnly = true)
    public List<String> keptBy(UUID id) {
        Acting.require(Documents.READ);
        return keepers.stream().flatMap(keeper -> keeper.reasons(id).stream()).toList();
    }

    /**
     * Removes a document with all versions: its bytes can be read no more once no other document
     * has them. A Problem with the reasons while something keeps it.
     *
     * @param because stands in the trail and on the stone, so it names nobody
     */
    @Transactional
    public Tombstone dispose(UUID id, String because) {
        Acting.require(DISPOSE);
        var document =
                store.findForUpdate(id)
                        .orElseThrow(() -> search.notFound(Documents.KIND, "document", id));
        var reasons = keptBy(id);
        if (!reasons.isEmpty()) {
            throw Problem.conflict(
                    "This document must stay: " + String.join(" ", reasons),
                    "Dispose of it when nothing keeps it any more.");
        }
        store.partFromOthers(id, document.clientId());
        if (!store.partsOf(id).isEmpty()) {
            throw Problem.conflict(
                    "What was attached to this e-mail is still here.",
                    "Dispose of the attachments first.");
        }
        events.publishEvent(new DocumentDisposed(Acting.firm(), id));
        var gone = versions.of(id);
        var stone =
                new Tombstone(
                        id,
                        document.clientId(),
                        document.category(),
                        gone.stream().map(Version::sha256).toList(),
                        because,
                        Acting.actor().name(),
                        clock.instant());
        search.remove(Documents.KIND, id);
        versions.deleteOf(id);
        gone.forEach(arrivals::release);
        tombstones.insert(stone);
        store.delete(id);
        audit.record(
                AuditEvent.done("document.disposed", Documents.KIND, id)
                        .named(document.name())
                        .detail("because", because)
                        .detail("sha256", String.join(" ", stone.sha256())));
        return stone;
    }

    /** What is left of a document that is gone. */
    @Transactional(readOnly = true)
    public Optional<Tombstone> tombstone(UUID id) {
        Acting.require(Documents.READ);
        return tombstones.find(id);
    }
}
