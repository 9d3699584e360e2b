package io.practiceops.trust.audit;

import io.practiceops.foundation.kernel.Acting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who saw what documents say, from the documents' side. */
@Service
public class Readers {

    private static final int READ_BACK = 2_000;

    private final AuditStore store;
    private final Audit audit;

    Readers(AuditStore store, Audit audit) {
        this.store = store;
        this.audit = audit;
    }

    /**
     * Somebody who saw it.
     *
     * @param person null for PracticeOps itself
     * @param downloads how often taken along
     * @param views how often its beginning, or lines of it in a search, were shown
     * @param last the newest entry of it
     */
    public record Reader(
            @Nullable UUID person, String name, int downloads, int views, Instant at, UUID last) {}

    /**
     * Who saw any of the documents, the latest first; of the newest {@value #READ_BACK} entries of
     * each kind. Needs the right to the trail, and the caller to have made sure that the actor may
     * see the object. That somebody looked is on record with the object.
     */
    @Transactional
    public List<Reader> of(String type, UUID object, String name, Collection<UUID> documents) {
        Acting.require(AuditTrail.READ);
        audit.record(AuditEvent.done("audit.readers-read", type, object).named(name));
        var ids = documents.stream().map(UUID::toString).collect(Collectors.toSet());
        var seen = new ArrayList<>(opened(ids));
        seen.addAll(shownInSearches(ids));
        seen.sort(Comparator.comparing(AuditEntry::at).reversed());
        return readers(seen);
    }

    private List<AuditEntry> opened(Set<String> ids) {
        var filter =
                AuditFilter.of(Acting.firm())
                        .type("document")
                        .objects(ids)
                        .actions(
                                List.of(
                                        "document.previewed",
                                        "document.viewed",
                                        "document.downloaded"));
        return store.find(filter, null, READ_BACK);
    }

    /** A search shows lines of many documents at once and is one entry, which names them all. */
    private List<AuditEntry> shownInSearches(Set<String> ids) {
        var filter = AuditFilter.of(Acting.firm()).actions(List.of("document.lines-shown"));
        return store.find(filter, null, READ_BACK).stream()
                .filter(entry -> ids.stream().anyMatch(entry.canonical()::contains))
                .toList();
    }

    private static List<Reader> readers(List<AuditEntry> newestFirst) {
        var readers = new LinkedHashMap<String, Reader>();
        for (var entry : newestFirst) {
            var isDownload = entry.action().equals("document.downloaded");
            var one =
                    new Reader(
                            entry.actorId(),
                            entry.who(),
                            isDownload ? 1 : 0,
                            isDownload ? 0 : 1,
                            entry.at(),
                            entry.id());
            readers.merge(String.valueOf(entry.actorId()), one, Readers::together);
        }
        return List.copyOf(readers.values());
    }

    private static Reader together(Reader newer, Reader older) {
        return new Reader(
                newer.person(),
                newer.name(),
                newer.downloads() + older.downloads(),
                newer.views() + older.views(),
                newer.at(),
                newer.last());
    }
}
