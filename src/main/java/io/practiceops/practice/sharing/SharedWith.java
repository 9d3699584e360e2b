package io.practiceops.practice.sharing;

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

/** Who a document is shared with, on its page. */
@Component
class SharedWith implements DocumentSection {

    private final Shares shares;
    private final ShareRows rows;
    private final Fragments fragments;

    SharedWith(Shares shares, ShareRows rows, Fragments fragments) {
        this.shares = shares;
        this.rows = rows;
        this.fragments = fragments;
    }

    @Override
    public Place place() {
        return Place.MAIN;
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public Optional<Content> of(Document document, ZoneId zone, String csrfToken) {
        if (!Acting.actor().may(Documents.READ)) {
            return Optional.empty();
        }
        var parameters = new HashMap<String, Object>();
        parameters.put("document", document);
        parameters.put("rows", rows.of(shares.of(document.id()), zone));
        parameters.put("mayShare", Acting.actor().may(Shares.SHARE));
        parameters.put("csrfToken", csrfToken);
        return Optional.of(fragments.of("sharing/of-document", parameters));
    }
}
