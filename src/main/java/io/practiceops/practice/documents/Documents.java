package io.practiceops.practice.documents;

import io.practiceops.foundation.database.SearchIndex;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Cursor;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Right;
import io.practiceops.foundation.kernel.Slice;
import io.practiceops.practice.clients.Clients;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The documents of the actor's firm: taken in, found, filed. What they say is for {@link Versions}.
 */
@Service
public class Documents {

    public static final Right READ = new Right("documents.read");
    public static final Right WRITE = new Right("documents.write");

    /** What the trail and the search index call them. */
    public static final String KIND = "document";

    private static final int MOST_OF_CLIENT = 5_000;
    private static final int PREVIEW = 1200;

    private final DocumentStore store;
    private final DocumentReaderStore readers;
    private final Arrivals arrivals;
    private final Clients clients;
    private final SearchIndex search;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Ids ids;

    Documents(
            DocumentStore store,
            DocumentReaderStore readers,
            Arrivals arrivals,
            Clients clients,
            SearchIndex search,
            Audit audit,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Ids ids) {
        this.store = store;
        this.readers = readers;
        this.arrivals = arrivals;
        this.clients = clients;
        this.search = search;
        this.audit = audit;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.ids = ids;
    }

    /**
     * Takes in a file. The bytes come first, in constant memory and outside any transaction, then
     * the record, which commits only when the bytes are safe; checking and reading follow in the
     * queue.
     */
    public Document upload(DocumentDetails details, InputStream bytes) {
        return upload(details, null, bytes);
    }

    /**
     * The same for what somebody brought who does not sign in: the version says they did, by the
     * name given, and the trail that the actor took it in.
     */
    public Document uploadFrom(String by, DocumentDetails details, InputStream bytes) {
        return upload(details, null, bytes, by);
    }

    /** The same for what was attached to an e-mail that is a document. */
    public Document upload(DocumentDetails details, @Nullable UUID partOf, InputStream bytes) {
        return upload(details, partOf, bytes, Acting.actor().name());
    }

    private Document upload(
            DocumentDetails details, @Nullable UUID partOf, InputStream bytes, String by) {
        Acting.require(WRITE);
        clients.find(details.clientId());
        try (var arrival = arrivals.receive(details.name(), bytes)) {
            return Objects.requireNonNull(
                    transaction.execute(_ -> record(details, partOf, arrival, by)));
        }
    }

    /** Puts it on record; within the caller's transaction. */
    Document record(DocumentDetails details, @Nullable UUID partOf, Arrivals.Arrived arrival) {
        return record(details, partOf, arrival, Acting.actor().name());
    }

    private Document record(
            DocumentDetails details, @Nullable UUID partOf, Arrivals.Arrived arrival, String by) {
        var id = ids.next();
        store.insert(id, details, partOf);
        var version = arrivals.keep(arrival, id, 1, null, by);
        search.put(KIND, id, SearchIndex.Readers.of(details.clientId()), details.name(), "");
        audit.record(
                AuditEvent.done("document.uploaded", KIND, id)
                        .named(details.name())
                        .detail("client", details.clientId())
                        .detail("sha256", version.sha256())
                        .detail("size", version.size()));
        return document(id);
    }

    @Transactional(readOnly = true)
    public Document find(UUID id) {
        Acting.require(READ);
        return document(id);
    }

    /**
     * As {@link #find}, for a change, and held until the caller's transaction ends. Whoever changes
     * what hangs on a document holds the document before it, as its end does: in another order two
     * of them wait for each other.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Document hold(UUID id) {
        Acting.require(WRITE);
        requireEditor(document(id));
        return store.findForUpdate(id).orElseThrow(() -> notFound(id));
    }

    /** Those of them that are there for the actor, in the order asked. */
    @Transactional(readOnly = true)
    public List<Document> findAll(List<UUID> documents) {
        Acting.require(READ);
        var found = store.findAll(documents);
        return documents.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /**
     * How the text of a document begins; empty until it is read, and where there is none. Shown
     * content is on record, as a download is.
     */
    @Transactional
    public String preview(UUID id) {
        Acting.require(READ);
        var document = document(id);
        if (document.current().state() == Version.State.BLOCKED) {
            return "";
        }
        var beginning = search.beginning(KIND, id, PREVIEW);
        if (!beginning.isEmpty()) {
            audit.record(AuditEvent.done("document.previewed", KIND, id).named(document.name()));
        }
        return beginning;
    }

    /** Newest first; of one client, or of all with null. */
    @Transactional(readOnly = true)
    public Slice<Document> list(@Nullable UUID client, @Nullable String cursor, int limit) {
        Acting.require(READ);
        var after = Cursor.parse(cursor, 1);
        return Slice.of(
                store.list(client, after == null ? null : after.id(0), limit + 1),
                limit,
                document -> Cursor.at(document.id()));
    }

    /** What was attached to an e-mail that is a document. */
    @Transactional(readOnly = true)
    public List<Document> partsOf(UUID id) {
        Acting.require(READ);
        return findAll(store.partsOf(id));
    }

    /** Changes name and filing; a Problem when the version is not the newest. */
    @Transactional
    public Document change(UUID id, long version, DocumentDetails to) {
        Acting.require(WRITE);
        var before = document(id);
        requireEditor(before);
        clients.find(to.clientId());
        if (!store.update(id, version, to)) {
            throw Problem.changedMeanwhile("document");
        }
        if (!before.clientId().equals(to.clientId())) {
            store.rejoinParts(id, to.clientId());
        }
        search.rename(KIND, id, to.name());
        search.open(KIND, id, SearchIndex.Readers.of(to.clientId()));
        events.publishEvent(new DocumentChanged(Acting.firm(), id));
        audit.record(
                AuditEvent.done("document.changed", KIND, id)
                        .named(to.name())
                        .personal("before.name", unlessSame(before.name(), to.name()))
                        .personal(
                                "before.folder", unlessSame(before.details().folder(), to.folder()))
                        .detail("client", to.clientId())
                        .detail("category", to.category())
                        .detail("classification", to.classification()));
        return document(id);
    }

    /**
     * Classifies a document by what it turned out to be, within the caller's transaction. Without
     * effect where somebody said otherwise: a choice of theirs is never undone by what is read.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void classify(UUID id, Document.Classification as) {
        var document = hold(id);
        if (store.classify(id, as)) {
            events.publishEvent(new DocumentChanged(Acting.firm(), id));
            audit.record(
                    AuditEvent.done("document.classified", KIND, id)
                            .named(document.name())
                            .detail("classification", as));
        }
    }

    private static @Nullable String unlessSame(String before, String after) {
        return before.equals(after) ? null : before;
    }

    /** All of one client, for those who ask what became of them. */
    @Transactional(readOnly = true)
    public List<UUID> ofClient(UUID client) {
        Acting.require(READ);
        return store.list(client, null, MOST_OF_CLIENT).stream().map(Document::id).toList();
    }

    /**
     * How many there are, and of how many the newest version waits for being read, could not be, or
     * is blocked.
     */
    public record Counts(long all, long waiting, long unreadable, long blocked) {}

    @Transactional(readOnly = true)
    public Counts counts() {
        Acting.require(READ);
        return store.counts();
    }

    private Document document(UUID id) {
        return store.find(id).orElseThrow(() -> notFound(id));
    }

    /** Refuses one who is named as a reader of the document and not as an editor. */
    void requireEditor(Document document) {
        var me = Acting.actor().id();
        if (document.access() == Document.Access.NAMED
                && !Acting.seesWholeFirm()
                && readers.of(document.id()).stream()
                        .noneMatch(reader -> reader.mayEdit() && reader.user().equals(me))) {
            throw Problem.notAllowed("You may read this document, and not change it.");
        }
    }

    Problem notFound(UUID id) {
        return search.notFound(KIND, "document", id);
    }
}
