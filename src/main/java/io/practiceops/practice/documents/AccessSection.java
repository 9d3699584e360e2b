package io.practiceops.practice.documents;

import gg.jte.Content;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.web.Fragments;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** For whom a document is, on its page. */
@Component
class AccessSection implements DocumentSection {

    private final DocumentReaders readers;
    private final Fragments fragments;

    AccessSection(DocumentReaders readers, Fragments fragments) {
        this.readers = readers;
        this.fragments = fragments;
    }

    @Override
    public Place place() {
        return Place.ASIDE;
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public Optional<Content> of(Document document, ZoneId zone, String csrfToken) {
        return Optional.of(
                fragments.of(
                        "documents/access-of",
                        Map.of(
                                "document", document,
                                "readers", readers.of(document.id()),
                                "mayWrite", Acting.actor().may(Documents.WRITE))));
    }
}
