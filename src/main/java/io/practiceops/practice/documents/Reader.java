package io.practiceops.practice.documents;

import io.practiceops.foundation.database.SearchIndex;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.practice.documents.Document.Reading;
import io.practiceops.practice.parsing.ExtractionFailed;
import io.practiceops.practice.parsing.TextExtraction;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes documents searchable. The parsing, which takes long, holds no transaction. */
@Component
class Reader {

    private final DocumentStore store;
    private final DocumentFolder folder;
    private final TextExtraction extraction;
    private final SearchIndex search;
    private final Audit audit;
    private final TransactionTemplate transaction;

    Reader(
            DocumentStore store,
            DocumentFolder folder,
            TextExtraction extraction,
            SearchIndex search,
            Audit audit,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.folder = folder;
        this.extraction = extraction;
        this.search = search;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Reading a document twice ends the same way. */
    void read(UUID id) {
        Objects.requireNonNull(transaction.execute(_ -> store.find(id)))
                .filter(document -> document.reading() == Reading.WAITING)
                .ifPresent(this::read);
    }

    private void read(Document document) {
        var file = folder.find(Acting.firm(), document.sha256());
        try {
            var extracted = extraction.extract(file, document.name());
            var reading = extracted.text().isBlank() ? Reading.NO_TEXT : Reading.SEARCHABLE;
            keep(
                    document,
                    reading,
                    extracted.mediaType(),
                    extracted.pages(),
                    null,
                    extracted.text());
        } catch (ExtractionFailed failed) {
            var type = failed.mediaType() == null ? document.mediaType() : failed.mediaType();
            keep(document, Reading.UNREADABLE, type, null, failed.getMessage(), "");
        }
    }

    private void keep(
            Document document,
            Reading reading,
            String mediaType,
            @Nullable Integer pages,
            @Nullable String unreadable,
            String text) {
        transaction.executeWithoutResult(_ -> {
            if (store.read(document.id(), reading, mediaType, pages, unreadable)) {
                search.put(
                        Documents.KIND,
                        document.id(),
                        SearchIndex.Readers.of(document.clientId()),
                        document.name(),
                        text);
                Acting.as(
                        Actor.system("text extraction", Acting.firm()),
                        () -> record(document, reading));
            }
        });
    }

    /** The machine's act: a trail that says the person who uploaded it had read it would lie. */
    private void record(Document document, Reading reading) {
        audit.record(
                AuditEvent.done("document.text-extracted", Documents.KIND, document.id())
                        .named(document.name())
                        .detail("result", reading));
    }
}
