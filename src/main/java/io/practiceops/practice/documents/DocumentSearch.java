package io.practiceops.practice.documents;

import io.practiceops.foundation.database.SearchIndex;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Cursor;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Slice;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds the documents that are open to the actor. */
@Service
public class DocumentSearch {

    /** How many best matches a search goes through, page by page. */
    public static final int MOST = 200;

    private final DocumentStore store;
    private final SearchIndex search;
    private final Audit audit;

    DocumentSearch(DocumentStore store, SearchIndex search, Audit audit) {
        this.store = store;
        this.search = search;
        this.audit = audit;
    }

    /** A document with the words around the first match; see {@link SearchIndex.Hit#snippet}. */
    public record Found(Document document, String snippet) {

        public boolean showsLines() {
            return !snippet.isBlank();
        }
    }

    /**
     * With words the best matches, best first, up to {@link #MOST}; without, all that fit, newest
     * first. Where lines of documents are shown the search is on record, as a preview is.
     *
     * @param zone where the days of the query are
     */
    @Transactional
    public Slice<Found> find(DocumentQuery query, ZoneId zone, @Nullable String cursor, int limit) {
        Acting.require(Documents.READ);
        var found =
                query.q() == null
                        ? newest(query, zone, cursor, limit)
                        : best(query, zone, cursor, limit);
        record(query, found.items());
        return found;
    }

    private Slice<Found> newest(
            DocumentQuery query, ZoneId zone, @Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor, 1);
        var wanted = query.wanted(zone, after == null ? null : after.id(0));
        var documents = documents(search.newest(wanted, limit + 1));
        return Slice.of(documents, limit, document -> Cursor.at(document.id()))
                .map(document -> new Found(document, ""));
    }

    private Slice<Found> best(
            DocumentQuery query, ZoneId zone, @Nullable String cursor, int limit) {
        var skip = skipped(cursor);
        var fitting = Math.min(limit, MOST - skip);
        var hits = search.find(query.wanted(zone, null), skip, Math.min(limit + 1, MOST - skip));
        var shown = hits.subList(0, Math.min(hits.size(), fitting));
        var next = hits.size() > fitting ? Cursor.at(skip + fitting).toString() : null;
        return new Slice<>(found(shown), next);
    }

    private static int skipped(@Nullable String cursor) {
        var after = Cursor.parse(cursor, 1);
        if (after == null) {
            return 0;
        }
        if (!after.text(0).matches("[0-9]{1,3}") || Integer.parseInt(after.text(0)) >= MOST) {
            throw Problem.invalid(
                    "cursor", "This cursor is not one of ours. Start again without it.");
        }
        return Integer.parseInt(after.text(0));
    }

    /** The best matches by name and content, by their names alone. */
    @Transactional(readOnly = true)
    public List<Document> named(String words, int most) {
        Acting.require(Documents.READ);
        var hits = search.find(Documents.KIND, words, most);
        return found(hits).stream().map(Found::document).toList();
    }

    /** The best matches with their lines; on record. */
    @Transactional
    public List<Found> search(String words, int most) {
        return find(DocumentQuery.of(words), ZoneOffset.UTC, null, most).items();
    }

    private void record(DocumentQuery query, List<Found> found) {
        var shown = found.stream().filter(Found::showsLines).map(one -> one.document().id());
        var ids = shown.map(UUID::toString).collect(Collectors.joining(" "));
        if (!ids.isEmpty()) {
            audit.record(
                    AuditEvent.done("document.lines-shown", "search", Documents.KIND)
                            .personal("search.words", query.q())
                            .detail("found", found.size())
                            .detail("documents", ids));
        }
    }

    private List<Document> documents(List<UUID> ids) {
        var found = store.findAll(ids);
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private List<Found> found(List<SearchIndex.Hit> hits) {
        var there = store.findAll(hits.stream().map(SearchIndex.Hit::objectId).toList());
        return hits.stream()
                .filter(hit -> there.containsKey(hit.objectId()))
                .map(hit ->
                        new Found(Objects.requireNonNull(there.get(hit.objectId())), hit.snippet()))
                .toList();
    }
}
