package io.practiceops.practice.documents;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Invalid;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Searches of documents under a name: one's own, and those that others of the firm share. Whoever
 * uses one finds what is open to them.
 */
@Service
public class SavedSearches {

    private static final String KIND = "document-search";
    private static final int LONGEST_NAME = 60;

    private final SavedSearchStore store;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    SavedSearches(SavedSearchStore store, Audit audit, Ids ids, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** One's own, then those of others. */
    @Transactional(readOnly = true)
    public List<SavedSearch> all() {
        Acting.require(Documents.READ);
        return store.visibleTo(me());
    }

    /** One of one's own. */
    @Transactional(readOnly = true)
    public SavedSearch find(UUID id) {
        Acting.require(Documents.READ);
        return mine(id);
    }

    /** Keeps a search; a Problem where one's own of that name is there already. */
    @Transactional
    public SavedSearch save(String name, DocumentQuery query, boolean shared) {
        Acting.require(Documents.READ);
        var called = name.strip();
        new Invalid()
                .line("name", called, LONGEST_NAME, "Give it a name.")
                .unless(!query.isEmpty(), "name", "There is nothing to save: look for something.")
                .throwIfAny();
        var search =
                new SavedSearch(
                        ids.next(), called, query.text(), me(), Acting.actor().name(), shared);
        if (!store.insert(search, clock.instant())) {
            throw Problem.invalid("name", "You have a search of this name. Choose another.");
        }
        record("saved", search);
        return search;
    }

    /** Lets everybody of the firm who reads documents use it, or not any more. */
    @Transactional
    public SavedSearch share(UUID id, boolean shared) {
        Acting.require(Documents.READ);
        var search = mine(id);
        store.share(id, shared);
        record(shared ? "shared" : "unshared", search);
        return mine(id);
    }

    @Transactional
    public void delete(UUID id) {
        Acting.require(Documents.READ);
        var search = mine(id);
        store.delete(id);
        record("deleted", search);
    }

    private void record(String done, SavedSearch search) {
        audit.record(AuditEvent.done(KIND + "." + done, KIND, search.id()).named(search.name()));
    }

    private SavedSearch mine(UUID id) {
        return store.find(me(), id).orElseThrow(() -> Problem.notFound("search of yours"));
    }

    private static UUID me() {
        var id = Acting.actor().id();
        if (id == null) {
            throw Problem.notSignedIn();
        }
        return id;
    }
}
