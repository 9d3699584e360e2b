package io.practiceops.foundation.outbox;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Check;
import io.practiceops.foundation.kernel.StatusFact;
import java.util.Optional;

/** Says in the status line when mail does not leave the house; silent while it does. */
final class MailFact implements StatusFact {

    private static final String URL = "/mail";

    private final SmtpSettings settings;
    private final MailCheck check;

    MailFact(SmtpSettings settings, MailCheck check) {
        this.settings = settings;
        this.check = check;
    }

    @Override
    public int order() {
        return 50;
    }

    @Override
    public Optional<Fact> fact() {
        if (!Acting.actor().may(Outbox.READ)) {
            return Optional.empty();
        }
        if (!settings.isConfigured()) {
            return Optional.of(new Fact(Check.Health.WARN, "Mail is kept, not sent", URL));
        }
        return switch (check.look().health()) {
            case WARN -> Optional.of(new Fact(Check.Health.WARN, "Mail is delayed", URL));
            case BAD -> Optional.of(new Fact(Check.Health.BAD, "Mail cannot be sent", URL));
            case GOOD, UNKNOWN -> Optional.empty();
        };
    }
}
