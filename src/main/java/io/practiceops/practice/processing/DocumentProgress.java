package io.practiceops.practice.processing;

import gg.jte.Content;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.web.Fragments;
import io.practiceops.practice.documents.Document;
import io.practiceops.practice.documents.DocumentSection;
import io.practiceops.practice.documents.Documents;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** How far the newest version is, on the document's page; brings itself up to date. */
@Component
class DocumentProgress implements DocumentSection {

    private final Processing processing;
    private final Fragments fragments;

    DocumentProgress(Processing processing, Fragments fragments) {
        this.processing = processing;
        this.fragments = fragments;
    }

    @Override
    public Place place() {
        return Place.ASIDE;
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public Optional<Content> of(Document document, ZoneId zone, String csrfToken) {
        var number = document.current().number();
        return processing
                .of(document.id(), number)
                .map(run -> {
                    var parameters = new HashMap<String, Object>();
                    parameters.put(
                            "stages", StageView.of(run, processing.took(document.id(), number)));
                    parameters.put("address", address(run));
                    parameters.put("failed", run.state() == Run.State.FAILED);
                    parameters.put("underway", !run.state().isEnd());
                    parameters.put("mayWrite", Acting.actor().may(Documents.WRITE));
                    parameters.put("csrfToken", csrfToken);
                    return fragments.of("processing/progress", parameters);
                });
    }

    static String address(Run run) {
        return "/documents/%s/versions/%d/processing".formatted(run.document(), run.number());
    }
}
