package io.practiceops.foundation.outbox;

import io.practiceops.foundation.kernel.Check;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Whether mail leaves the house. */
final class MailCheck implements Check {

    /** A single hiccup soon after a delivery doesn't mean that the way out is closed. */
    private static final Duration HICCUP = Duration.ofMinutes(10);

    private static final String MEND =
            "Set PRACTICEOPS_SMTP_HOST and what belongs to it, and restart; see"
                    + " docs/jobs-and-mail.md.";

    private final SmtpSettings settings;
    private final Supplier<MailTraffic> traffic;
    private final Clock clock;

    MailCheck(SmtpSettings settings, Supplier<MailTraffic> traffic, Clock clock) {
        this.settings = settings;
        this.traffic = traffic;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public String title() {
        return "Mail";
    }

    @Override
    public Result look() {
        var seen = traffic.get();
        var facts = facts(seen);
        if (!settings.isConfigured()) {
            return Result.warn(
                    "Mail is kept here, not sent: no SMTP server is configured.", facts, MEND);
        }
        if (seen.lastError() != null) {
            return failing(seen, seen.lastError(), facts);
        }
        if (seen.lastSent() == null) {
            return new Result(
                    Health.UNKNOWN,
                    "An SMTP server is configured; nothing was sent through it yet.",
                    facts,
                    "The first mail will tell: send a kept one again from the mail page.");
        }
        return Result.good("Mail is sent; the last one at %s.".formatted(seen.lastSent()), facts);
    }

    private Result failing(MailTraffic seen, String error, Map<String, Object> facts) {
        var lastSent = seen.lastSent();
        var mend =
                "Check the server and PRACTICEOPS_SMTP_…; what is queued is tried again for about a"
                        + " day.";
        if (lastSent != null && lastSent.plus(HICCUP).isAfter(clock.instant())) {
            return Result.warn(
                    "The latest mail could not be sent: %s".formatted(error), facts, mend);
        }
        return Result.bad("Mail cannot be sent: %s".formatted(error), facts, mend);
    }

    private Map<String, Object> facts(MailTraffic seen) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("server", settings.isConfigured() ? settings.toString() : "none");
        if (settings.isConfigured()) {
            facts.put("sender", settings.sender());
        }
        facts.put("queued", seen.queued());
        facts.put("failed", seen.failed());
        if (seen.lastSent() != null) {
            facts.put("last sent", seen.lastSent().toString());
        }
        return facts;
    }
}
