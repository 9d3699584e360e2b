package io.practiceops.practice.documents;

import io.practiceops.foundation.database.SearchIndex;
import io.practiceops.foundation.jobs.Tasks;
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
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The documents of the actor's firm. */
@Service
public class Documents {

    public static final Right READ = new Right("documents.read");
    public static final Right WRITE = new Right("documents.write");

    static final String KIND = "document";

    private static final int MOST_HITS = 200;
    private static final int MOST_OF_CLIENT = 5_000;
    private static final int PREVIEW = 1200;

    private final DocumentStore store;
    private final DocumentFolder folder;
    private final Clients clients;
    private final SearchIndex search;
    private final Audit audit;
    private final Tasks tasks;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final Clock clock;

    Documents(
            DocumentStore store,
            DocumentFolder folder,
            Clients clients,
            SearchIndex search,
            Audit audit,
            Tasks tasks,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Ids ids,
            Clock clock) {
        this.store = store;
        this.folder = folder;
        this.clients = clients;
        this.search = search;
        this.audit = audit;
        this.tasks = tasks;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Takes in a file. The bytes come first, in constant memory and outside any transaction, then
     * the record, which commits only when the bytes are on the disk; reading the text follows in
     * the queue.
     */
    public Document upload(NewDocument document, InputStream bytes) {
        Acting.require(WRITE);
        clients.find(document.clientId());
        var arrived = folder.receive(bytes);
        try {
            if (arrived.size() == 0) {
                throw Problem.invalid(
                        "file", "This file is empty. Choose the one that has something in it.");
            }
            var kind = FileKind.of(arrived.firstBytes(), document.name());
            folder.keep(Acting.firm(), arrived);
            return Objects.requireNonNull(
                    transaction.execute(_ -> record(document, arrived, kind)));
        } finally {
            folder.discard(arrived.file());
        }
    }

    private Document record(NewDocument from, DocumentFolder.Arrived arrived, FileKind kind) {
        var document =
                new Document(
                        ids.next(),
                        from.clientId(),
                        from.name(),
                        from.category(),
                        kind.mediaType(),
                        arrived.size(),
                        arrived.sha256(),
                        Document.Reading.WAITING,
                        null,
                        null,
                        Acting.actor().name(),
                        clock.instant(),
                        1);
        store.insert(document);
        search.put(
                KIND,
                document.id(),
                SearchIndex.Readers.of(document.clientId()),
                document.name(),
                "");
        audit.record(
                AuditEvent.done("document.uploaded", KIND, document.id())
                        .named(document.name())
                        .detail("client", document.clientId())
                        .detail("sha256", document.sha256())
                        .detail("size", document.size()));
        tasks.schedule(new ReadText(document.id()));
        events.publishEvent(new DocumentStored(Acting.firm(), document.id()));
        return document;
    }

    @Transactional(readOnly = true)
    public Document find(UUID id) {
        Acting.require(READ);
        return document(id);
    }

    /**
     * How the text of a document begins; empty until it is read, and where there is none. Shown
     * content is on record, as a download is.
     */
    @Transactional
    public String preview(UUID id) {
        Acting.require(READ);
        var document = document(id);
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

    /** A document with the words around the first match; see {@link SearchIndex.Hit#snippet}. */
    public record Found(Document document, String snippet) {

        boolean showsLines() {
            return !snippet.isBlank();
        }
    }

    /** The best matches by name and content, best first, by their names alone. */
    @Transactional(readOnly = true)
    public List<Document> named(String query, int most) {
        Acting.require(READ);
        return found(query, null, most).stream().map(Found::document).toList();
    }

    /** The best matches by name and content, best first. */
    @Transactional
    public List<Found> search(String query, int most) {
        return search(query, null, most);
    }

    /**
     * The best matches of one client, or of all with null; looks through the best of the firm's
     * matches. Lines of documents are shown, so the search is on record, as a preview is.
     */
    @Transactional
    public List<Found> search(String query, @Nullable UUID client, int most) {
        Acting.require(READ);
        var found = found(query, client, most);
        var shown = found.stream().filter(Found::showsLines).map(one -> one.document().id());
        var ids = shown.map(UUID::toString).collect(Collectors.joining(" "));
        if (!ids.isEmpty()) {
            audit.record(
                    AuditEvent.done("document.lines-shown", "search", KIND)
                            .personal("search.words", query)
                            .detail("found", found.size())
                            .detail("documents", ids));
        }
        return found;
    }

    private List<Found> found(String query, @Nullable UUID client, int most) {
        var hits = search.find(KIND, query, client == null ? most : Math.max(most, MOST_HITS));
        var found = store.findAll(hits.stream().map(SearchIndex.Hit::objectId).toList());
        return hits.stream()
                .flatMap(hit -> found(found.get(hit.objectId()), hit).stream())
                .filter(hit -> client == null || hit.document().clientId().equals(client))
                .limit(most)
                .toList();
    }

    private static Optional<Found> found(@Nullable Document document, SearchIndex.Hit hit) {
        return Optional.ofNullable(document).map(there -> new Found(there, hit.snippet()));
    }

    /** The bytes of a document, on record before the first of them leaves. */
    public record Download(Document document, Path file) {}

    @Transactional
    public Download download(UUID id) {
        Acting.require(READ);
        var document = document(id);
        var file = folder.find(Acting.firm(), document.sha256());
        audit.record(
                AuditEvent.done("document.downloaded", KIND, id)
                        .named(document.name())
                        .detail("sha256", document.sha256()));
        return new Download(document, file);
    }

    /** Changes name, client or category; a Problem when the version is not the newest. */
    @Transactional
    public Document change(UUID id, long version, NewDocument to) {
        Acting.require(WRITE);
        var before = document(id);
        clients.find(to.clientId());
        if (!store.update(id, version, to)) {
            throw Problem.changedMeanwhile("document");
        }
        search.rename(KIND, id, to.name());
        search.open(KIND, id, SearchIndex.Readers.of(to.clientId()));
        audit.record(
                AuditEvent.done("document.changed", KIND, id)
                        .named(to.name())
                        .personal(
                                "before.name",
                                before.name().equals(to.name()) ? null : before.name())
                        .detail("client", to.clientId())
                        .detail("category", to.category()));
        return document(id);
    }

    /** All of one client, for those who ask what became of them. */
    @Transactional(readOnly = true)
    List<UUID> ofClient(UUID client) {
        Acting.require(READ);
        return store.list(client, null, MOST_OF_CLIENT).stream().map(Document::id).toList();
    }

    /** How many there are, and how many of them wait for being read or could not be. */
    public record Counts(long all, long waiting, long unreadable) {}

    @Transactional(readOnly = true)
    public Counts counts() {
        Acting.require(READ);
        return store.counts();
    }

    private Document document(UUID id) {
        return store.find(id).orElseThrow(() -> search.notFound(KIND, "document", id));
    }
}
