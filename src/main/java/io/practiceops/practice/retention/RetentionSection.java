package io.practiceops.practice.retention;

import gg.jte.Content;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.web.Choice;
import io.practiceops.foundation.web.Fragments;
import io.practiceops.foundation.web.Limit;
import io.practiceops.practice.documents.Document;
import io.practiceops.practice.documents.DocumentSection;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Why a document is kept until when, on its page, and the way to put it under a hold. */
@Component
class RetentionSection implements DocumentSection {

    private final Schedules schedules;
    private final Holds holds;
    private final Fragments fragments;

    RetentionSection(Schedules schedules, Holds holds, Fragments fragments) {
        this.schedules = schedules;
        this.holds = holds;
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
        if (!Acting.actor().may(Schedules.READ)) {
            return Optional.empty();
        }
        var kept = schedules.explain(document.id());
        var parameters = new HashMap<String, Object>();
        parameters.put("kept", kept);
        parameters.put("free", Acting.actor().may(Holds.WRITE) ? free(kept) : List.of());
        parameters.put("mayHold", Acting.actor().may(Holds.WRITE));
        parameters.put("csrfToken", csrfToken);
        return Optional.of(fragments.of("retention/of-document", parameters));
    }

    /** The newest of those it could be put under. */
    private List<Choice> free(Kept kept) {
        return holds.list(true, null, Limit.DEFAULT).items().stream()
                .filter(hold -> !kept.holds().contains(hold))
                .map(hold -> new Choice(hold.id().toString(), hold.name()))
                .toList();
    }
}
