package io.practiceops.practice.documents;

import gg.jte.Content;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.web.Fragments;
import io.practiceops.foundation.web.Moment;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** From whom an e-mail is, to whom, about what, and what is attached, on its page. */
@Component
class MailSection implements DocumentSection {

    private final Mails mails;
    private final Fragments fragments;

    MailSection(Mails mails, Fragments fragments) {
        this.mails = mails;
        this.fragments = fragments;
    }

    @Override
    public Place place() {
        return Place.MAIN;
    }

    @Override
    public int order() {
        return 5;
    }

    @Override
    public Optional<Content> of(Document document, ZoneId zone, String csrfToken) {
        var current = document.current();
        if (!Acting.actor().may(Documents.READ)
                || !Mails.isMail(current)
                || current.state() != Version.State.RELEASED) {
            return Optional.empty();
        }
        var mail = mails.find(document.id(), current.number());
        var sent = mail.map(MailLetter::sent).orElse(null);
        var parameters = new HashMap<String, Object>();
        parameters.put("mail", mail.orElse(null));
        parameters.put("sent", sent == null ? null : Moment.at(sent, zone));
        return Optional.of(fragments.of("documents/mail", parameters));
    }
}
