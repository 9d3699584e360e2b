package io.practiceops.practice.clients;

import gg.jte.Content;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Socket: a part of a client's page, from a module that knows more of the client. Read by the page;
 * a section asks for its own right, and is nothing to those without it.
 */
public interface ClientSection {

    int order();

    /** The section as it is now, with times in that zone. The token is for its forms. */
    Optional<Content> of(Client client, ZoneId zone, String csrfToken);
}
