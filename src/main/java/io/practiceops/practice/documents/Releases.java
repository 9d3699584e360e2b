package io.practiceops.practice.documents;

import io.practiceops.foundation.database.SearchIndex;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the pipeline tells of a version, each once: it may be opened, or never; and what it says.
 * The machine's acts stand in the trail under its own name, whoever uploaded the file. All within
 * the caller's transaction, so that the pipeline's own note of it is kept with it or not at all.
 */
@Service
public class Releases {

    private final Documents documents;
    private final DocumentStore store;
    private final VersionStore versions;
    private final SearchIndex search;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    Releases(
            Documents documents,
            DocumentStore store,
            VersionStore versions,
            SearchIndex search,
            Audit audit,
            ApplicationEventPublisher events) {
        this.documents = documents;
        this.store = store;
        this.versions = versions;
        this.search = search;
        this.audit = audit;
        this.events = events;
    }

    /** The document with that version as its pipeline sees it; empty when it is gone. */
    @Transactional(readOnly = true)
    public Optional<Version> find(UUID document, int number) {
        return versions.find(document, number);
    }

    /**
     * Holds the document until the transaction ends; false when it is gone. Comes before any of its
     * rows is changed, as it does where a document ends.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean hold(UUID document) {
        return store.findForUpdate(document).isPresent();
    }

    /** What its content says of how it must be treated; see {@link Documents#classify}. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void classify(UUID document, Document.Classification as) {
        Acting.as(
                Actor.system("document pipeline", Acting.firm()),
                () -> documents.classify(document, as));
    }

    /** It may be opened. Without effect when it has left quarantine already. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(UUID document, int number, String mediaType) {
        if (versions.leaveQuarantine(document, number, Version.State.RELEASED, mediaType, null)) {
            record("document.released", document, number, "mediaType", mediaType);
            events.publishEvent(new VersionReleased(Acting.firm(), document, number, mediaType));
        }
    }

    /** Nobody may ever open it, for that reason. Without effect when it has left quarantine. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void block(UUID document, int number, String mediaType, String why) {
        if (versions.leaveQuarantine(document, number, Version.State.BLOCKED, mediaType, why)) {
            record("document.blocked", document, number, "reason", why);
        }
    }

    /** As {@link #block}, of one that was released before anybody had looked inside. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void recall(UUID id, int number, String why) {
        var document = store.findForUpdate(id);
        if (document.isEmpty() || !versions.recall(id, number, why)) {
            return;
        }
        var current = document.get().current();
        // Until a newer version is read, what is found is the text of an older one.
        if (current.number() == number || current.reading() == Version.Reading.WAITING) {
            search.put(
                    Documents.KIND,
                    id,
                    SearchIndex.Readers.of(document.get().clientId()),
                    document.get().name(),
                    "");
        }
        record("document.recalled", id, number, "reason", why);
    }

    /**
     * Its text, found from now on when the version is still the newest.
     *
     * @param why there is no text, in words
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void read(
            UUID id,
            int number,
            Version.Reading reading,
            @Nullable Integer pages,
            @Nullable String why,
            String text) {
        var document = store.findForUpdate(id);
        if (document.isEmpty() || !versions.read(id, number, reading, pages, why)) {
            return;
        }
        if (document.get().current().number() == number) {
            search.put(
                    Documents.KIND,
                    id,
                    SearchIndex.Readers.of(document.get().clientId()),
                    document.get().name(),
                    text);
        }
        record("document.text-extracted", id, number, "result", reading.title());
    }

    private void record(String action, UUID id, int number, String field, String value) {
        var name = store.find(id).map(Document::name).orElse("");
        Acting.as(
                Actor.system("document pipeline", Acting.firm()),
                () ->
                        audit.record(
                                AuditEvent.done(action, Documents.KIND, id)
                                        .named(name)
                                        .detail("number", number)
                                        .detail(field, value)));
    }
}
