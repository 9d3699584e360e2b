package io.practiceops.practice.processing;

import gg.jte.Content;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.web.Fragments;
import io.practiceops.practice.documents.Document;
import io.practiceops.practice.documents.DocumentSection;
import io.practiceops.practice.documents.Documents;
import io.practiceops.practice.documents.Version;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What kind of paper the newest version is taken for, on the document's page; without its figures.
 */
@Component
class PaperSection implements DocumentSection {

    private final Papers papers;
    private final Fragments fragments;

    PaperSection(Papers papers, Fragments fragments) {
        this.papers = papers;
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
        if (document.current().state() != Version.State.RELEASED) {
            return Optional.empty();
        }
        return papers.of(document.id(), document.current().number())
                .filter(paper -> paper.state() != Paper.State.UNKNOWN)
                .map(paper -> {
                    var parameters = new HashMap<String, Object>();
                    parameters.put("paper", PaperView.of(document, paper, zone));
                    parameters.put("mayWrite", Acting.actor().may(Documents.WRITE));
                    return fragments.of("processing/paper", parameters);
                });
    }
}
