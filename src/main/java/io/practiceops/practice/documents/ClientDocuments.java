package io.practiceops.practice.documents;

import gg.jte.Content;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.web.Fragments;
import io.practiceops.practice.clients.Client;
import io.practiceops.practice.clients.ClientSection;
import io.practiceops.trust.audit.AuditTrail;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The newest papers of a client, and the box to bring in more, on the client's page. */
@Component
class ClientDocuments implements ClientSection {

    private static final int SHOWN = 8;

    private final Documents documents;
    private final DocumentRows rows;
    private final Fragments fragments;

    ClientDocuments(Documents documents, DocumentRows rows, Fragments fragments) {
        this.documents = documents;
        this.rows = rows;
        this.fragments = fragments;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Optional<Content> of(Client client, ZoneId zone, String csrfToken) {
        if (!Acting.actor().may(Documents.READ)) {
            return Optional.empty();
        }
        var newest = documents.list(client.id(), null, SHOWN);
        var parameters = new HashMap<String, Object>();
        parameters.put("client", client);
        parameters.put("rows", rows.of(newest.items(), zone));
        parameters.put("isAll", newest.next() == null);
        parameters.put("mayWrite", Acting.actor().may(Documents.WRITE));
        parameters.put("readsTrail", Acting.actor().may(AuditTrail.READ));
        parameters.put("categories", DocumentRows.categories());
        parameters.put("csrfToken", csrfToken);
        return Optional.of(fragments.of("documents/of-client", parameters));
    }
}
