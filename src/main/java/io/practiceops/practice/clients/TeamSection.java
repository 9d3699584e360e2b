package io.practiceops.practice.clients;

import gg.jte.Content;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.web.Fragments;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Who works for a client and who is shut out, on the client's page. */
@Component
class TeamSection implements ClientSection {

    private final TeamRows rows;
    private final Fragments fragments;

    TeamSection(TeamRows rows, Fragments fragments) {
        this.rows = rows;
        this.fragments = fragments;
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public Optional<Content> of(Client client, ZoneId zone, String csrfToken) {
        var parameters = new HashMap<String, Object>();
        parameters.put("client", client);
        parameters.put("members", rows.members(client.id(), zone));
        var readsWalls = Acting.actor().may(Walls.READ);
        parameters.put("readsWalls", readsWalls);
        parameters.put(
                "standing",
                readsWalls
                        ? rows.walls(client.id(), zone).stream()
                                .filter(row -> row.wall().stands())
                                .toList()
                        : java.util.List.of());
        return Optional.of(fragments.of("clients/team-of-client", parameters));
    }
}
