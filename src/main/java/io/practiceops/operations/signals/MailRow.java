package io.practiceops.operations.signals;

import io.practiceops.foundation.outbox.Message;
import io.practiceops.foundation.web.Moment;
import io.practiceops.foundation.web.PageContext.State;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A mail as pages show it. */
public record MailRow(
        Message mail, State state, String stateText, Moment written, @Nullable Moment sent) {

    static MailRow of(Message mail, Instant now, ZoneId zone) {
        return new MailRow(
                mail,
                MailWords.state(mail.state()),
                MailWords.text(mail.state()),
                Moment.from(now, mail.createdAt(), zone),
                mail.sentAt() == null ? null : Moment.from(now, mail.sentAt(), zone));
    }
}
