package io.practiceops.console.search;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.web.Marked;
import io.practiceops.practice.clients.Client;
import io.practiceops.practice.clients.Clients;
import io.practiceops.practice.documents.DocumentSearch;
import io.practiceops.practice.documents.Documents;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Looks in every kind of thing the actor may read, and in no other. */
@Component
class Search {

    /** The shortest text worth looking for. */
    static final int SHORTEST = 2;

    private final Clients clients;
    private final DocumentSearch found;

    Search(Clients clients, DocumentSearch found) {
        this.clients = clients;
        this.found = found;
    }

    /** What was found, by kind; a kind the actor may not read is not there at all. */
    List<Group> find(String query, int most) {
        return find(query, most, true);
    }

    /** The same by name, without the lines around the matches. */
    List<Group> names(String query, int most) {
        return find(query, most, false);
    }

    private List<Group> find(String query, int most, boolean lines) {
        if (query.strip().length() < SHORTEST) {
            return List.of();
        }
        var groups = new ArrayList<Group>();
        if (Acting.actor().may(Clients.READ)) {
            groups.add(new Group("Clients", "clients", clients(query, most)));
        }
        if (Acting.actor().may(Documents.READ)) {
            var hits =
                    lines
                            ? found.search(query, most)
                            : found.named(query, most).stream()
                                    .map(one -> new DocumentSearch.Found(one, ""))
                                    .toList();
            groups.add(new Group("Documents", "documents", hits(hits)));
        }
        return groups;
    }

    private List<Hit> clients(String query, int most) {
        return clients.search(query, most).stream().map(Search::hit).toList();
    }

    private static Hit hit(Client client) {
        var details = client.details();
        var place =
                Stream.of(details.city(), details.state())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(", "));
        var kind = details.kind() == null ? "" : details.kind().title();
        return new Hit(
                client.name(),
                "/clients/" + client.id(),
                place.isEmpty() ? kind : kind + ", " + place,
                List.of());
    }

    private List<Hit> hits(List<DocumentSearch.Found> found) {
        var names = names(found);
        return found.stream()
                .map(one ->
                        new Hit(
                                one.document().name(),
                                "/documents/" + one.document().id(),
                                names.getOrDefault(one.document().clientId(), ""),
                                Marked.of(one.snippet())))
                .toList();
    }

    private Map<UUID, String> names(List<DocumentSearch.Found> found) {
        if (found.isEmpty() || !Acting.actor().may(Clients.READ)) {
            return Map.of();
        }
        var ids = new HashSet<UUID>();
        found.forEach(one -> ids.add(one.document().clientId()));
        return clients.names(ids);
    }
}
