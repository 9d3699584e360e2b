package io.practiceops.practice.retention;

import gg.jte.Content;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.web.Fragments;
import io.practiceops.practice.clients.Client;
import io.practiceops.practice.clients.ClientSection;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** When the work for a client ended, and what can be asked for all of their papers. */
@Component
class ClientRetention implements ClientSection {

    private final Schedules schedules;
    private final Erasures erasures;
    private final Fragments fragments;

    ClientRetention(Schedules schedules, Erasures erasures, Fragments fragments) {
        this.schedules = schedules;
        this.erasures = erasures;
        this.fragments = fragments;
    }

    @Override
    public int order() {
        return 60;
    }

    @Override
    public Optional<Content> of(Client client, ZoneId zone, String csrfToken) {
        if (!Acting.actor().may(Schedules.READ)) {
            return Optional.empty();
        }
        var ended = schedules.clientEnd(client.id());
        var erasure = erasures.of(client.id());
        var parameters = new HashMap<String, Object>();
        parameters.put("client", client);
        parameters.put("ended", ended.map(Days::inWords).orElse(null));
        parameters.put("endedOn", ended.map(Object::toString).orElse(null));
        parameters.put("erasure", erasure.orElse(null));
        parameters.put("mayEnd", Acting.actor().may(Schedules.WRITE));
        parameters.put("mayHold", Acting.actor().may(Holds.WRITE));
        parameters.put("mayErase", Acting.actor().may(DisposalOrders.PROPOSE));
        parameters.put("csrfToken", csrfToken);
        return Optional.of(fragments.of("retention/of-client", parameters));
    }
}
