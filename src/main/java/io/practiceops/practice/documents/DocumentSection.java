package io.practiceops.practice.documents;

import gg.jte.Content;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Socket: a part of a document's page, from a module that knows more of it. Read by the page; a
 * section asks for its own right, and is nothing to those without it.
 */
public interface DocumentSection {

    /** In the wide column or beside it. */
    enum Place {
        MAIN,
        ASIDE
    }

    Place place();

    int order();

    /** The section as it is now, with times in that zone. The token is for its forms. */
    Optional<Content> of(Document document, ZoneId zone, String csrfToken);
}
