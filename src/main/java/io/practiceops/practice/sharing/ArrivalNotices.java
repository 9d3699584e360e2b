package io.practiceops.practice.sharing;

import io.practiceops.foundation.outbox.Mail;
import io.practiceops.foundation.outbox.Outbox;
import io.practiceops.trust.access.Address;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** One mail for what came within a few minutes, without a name of a client or file in it. */
@Component
class ArrivalNotices {

    private final UploadLinkStore store;
    private final Outbox outbox;
    private final Address address;
    private final Clock clock;

    ArrivalNotices(UploadLinkStore store, Outbox outbox, Address address, Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.address = address;
        this.clock = clock;
    }

    /** Nothing is mailed where nothing came since the last mail, so doing it twice is harmless. */
    @Transactional
    public void tell(TellOfArrivals task) {
        var link = store.find(task.link()).orElse(null);
        if (link == null || link.tells() == null) {
            return;
        }
        var came = store.tell(task.link(), clock.instant());
        if (came > 0) {
            outbox.mail(new Mail(link.tells(), subject(came), text(link, came)));
        }
    }

    private static String subject(int came) {
        return came == 1 ? "A file came by your link" : came + " files came by your link";
    }

    private String text(UploadLink link, int came) {
        var open = link.stillOpen();
        return """
        %s you made on PracticeOps.
        %s
        They are being checked, and stand in the client's documents. See:
        %s
        """
                .formatted(
                        came == 1
                                ? "One file was handed in by an upload link"
                                : came + " files were handed in by an upload link",
                        link.wishes().isEmpty()
                                ? ""
                                : open == 0
                                        ? "All you asked for has come.\n"
                                        : "%d of %d things you asked for are still to come.\n"
                                                .formatted(open, link.wishes().size()),
                        address.of("/upload-links/" + link.link().id()));
    }
}
