package io.practiceops.trust.audit;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Problem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Filters of the trail under a name: those every firm has ({@code audit/views.csv}), one's own, and
 * those that others of the firm share.
 */
@Service
public class SavedViews {

    private static final String KIND = "audit-view";
    private static final int LONGEST_NAME = 60;

    private final SavedViewStore store;
    private final DefaultViews defaults;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    SavedViews(SavedViewStore store, DefaultViews defaults, Audit audit, Ids ids, Clock clock) {
        this.store = store;
        this.defaults = defaults;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Everybody's first, then one's own, then those of others. */
    @Transactional(readOnly = true)
    public List<SavedView> all() {
        Acting.require(AuditTrail.READ);
        var views = new ArrayList<>(defaults.all());
        views.addAll(store.visibleTo(Acting.firm(), me()));
        return views;
    }

    /** One of one's own. */
    @Transactional(readOnly = true)
    public SavedView find(UUID id) {
        Acting.require(AuditTrail.READ);
        return mine(id);
    }

    /** Keeps a filter; a Problem where one's own of that name is there already. */
    @Transactional
    public SavedView save(String name, AuditQuery query) {
        Acting.require(AuditTrail.READ);
        var called = name(name);
        var id = ids.next();
        var actor = Acting.actor();
        if (!store.insert(
                id, Acting.firm(), me(), actor.name(), called, query.text(), clock.instant())) {
            throw taken();
        }
        record("saved", id, called);
        return mine(id);
    }

    @Transactional
    public SavedView rename(UUID id, String name) {
        Acting.require(AuditTrail.READ);
        var before = mine(id);
        var called = name(name);
        if (!store.rename(Acting.firm(), me(), id, called)) {
            throw taken();
        }
        audit.record(
                AuditEvent.done(KIND + ".renamed", KIND, id)
                        .named(called)
                        .personal("before.name", before.name()));
        return mine(id);
    }

    /** Lets everybody of the firm who reads the trail use it, or not any more. */
    @Transactional
    public SavedView share(UUID id, boolean shared) {
        Acting.require(AuditTrail.READ);
        var view = mine(id);
        store.share(Acting.firm(), me(), id, shared);
        record(shared ? "shared" : "unshared", id, view.name());
        return mine(id);
    }

    @Transactional
    public void delete(UUID id) {
        Acting.require(AuditTrail.READ);
        var view = mine(id);
        store.delete(Acting.firm(), me(), id);
        record("deleted", id, view.name());
    }

    private void record(String done, UUID id, String name) {
        audit.record(AuditEvent.done(KIND + "." + done, KIND, id).named(name));
    }

    private SavedView mine(UUID id) {
        return store.find(Acting.firm(), me(), id)
                .orElseThrow(() -> Problem.notFound("view of yours"));
    }

    private static UUID me() {
        var id = Acting.actor().id();
        if (id == null) {
            throw Problem.notSignedIn();
        }
        return id;
    }

    private static String name(String text) {
        var name = text.strip();
        if (name.isEmpty()
                || name.length() > LONGEST_NAME
                || name.chars().anyMatch(Character::isISOControl)) {
            throw Problem.invalid(
                    "name", "Give it a name of 1 to %d letters.".formatted(LONGEST_NAME));
        }
        return name;
    }

    private static Problem taken() {
        return Problem.invalid("name", "You have a view of this name already. Choose another.");
    }
}
