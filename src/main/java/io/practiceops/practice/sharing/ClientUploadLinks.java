package io.practiceops.practice.sharing;

import gg.jte.Content;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.web.Fragments;
import io.practiceops.practice.clients.Client;
import io.practiceops.practice.clients.ClientSection;
import io.practiceops.practice.documents.Documents;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What a client was asked for, on the client's page. */
@Component
class ClientUploadLinks implements ClientSection {

    private static final int SHOWN = 20;

    private final UploadLinks links;
    private final ShareRows rows;
    private final Fragments fragments;

    ClientUploadLinks(UploadLinks links, ShareRows rows, Fragments fragments) {
        this.links = links;
        this.rows = rows;
        this.fragments = fragments;
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public Optional<Content> of(Client client, ZoneId zone, String csrfToken) {
        if (!Acting.actor().may(Documents.READ)) {
            return Optional.empty();
        }
        var parameters = new HashMap<String, Object>();
        parameters.put("client", client);
        parameters.put("rows", rows.ofUploads(links.list(client.id(), null, SHOWN).items(), zone));
        parameters.put("mayShare", Acting.actor().may(Shares.SHARE));
        return Optional.of(fragments.of("sharing/of-client", parameters));
    }
}
