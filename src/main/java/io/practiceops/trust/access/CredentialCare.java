package io.practiceops.trust.access;

import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Job;
import io.practiceops.foundation.outbox.Mail;
import io.practiceops.foundation.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** Drops sessions and browsers that are over, and warns of keys that soon will be. */
@Component
class CredentialCare implements Job {

    private static final Duration WARNED_AHEAD = Duration.ofDays(7);
    private static final int AT_ONCE = 100;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.US);

    private final SessionStore sessions;
    private final DeviceStore devices;
    private final ApiKeyStore keys;
    private final Outbox outbox;
    private final Address address;
    private final SessionSettings settings;
    private final Clock clock;
    private final AcrossFirmsTemplate acrossFirms;

    CredentialCare(
            SessionStore sessions,
            DeviceStore devices,
            ApiKeyStore keys,
            Outbox outbox,
            Address address,
            SessionSettings settings,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.sessions = sessions;
        this.devices = devices;
        this.keys = keys;
        this.outbox = outbox;
        this.address = address;
        this.settings = settings;
        this.clock = clock;
        this.acrossFirms = new AcrossFirmsTemplate(transactions);
    }

    @Override
    public String name() {
        return "access.credential-care";
    }

    @Override
    public String title() {
        return "Drop sessions that are over, warn of API keys that end";
    }

    @Override
    public When when() {
        return new When.Daily(LocalTime.of(5, 40));
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(5);
    }

    @Override
    public String whenItFails() {
        return "Programs may stop without a warning when their API key ends.";
    }

    @Override
    public void run() {
        var now = clock.instant();
        acrossFirms.executeWithoutResult(_ -> {
            sessions.dropEnded(now.minus(settings.keepEnded()));
            devices.dropExpired(now);
        });
        int done;
        do {
            done = warn(now);
        } while (done == AT_ONCE);
    }

    private int warn(Instant now) {
        return acrossFirms.execute(_ -> {
            var ending = keys.takeEnding(now, now.plus(WARNED_AHEAD), AT_ONCE);
            ending.forEach(this::warn);
            return ending.size();
        });
    }

    private void warn(ApiKeyStore.Ending ending) {
        Acting.as(
                Actor.system("credential care", ending.firm()),
                () -> outbox.mail(warning(ending.email(), ending.key())));
    }

    private Mail warning(String email, ApiKey key) {
        var ends = key.expiresAt();
        return new Mail(
                email,
                "An API key of yours ends soon",
                """
                Hello %s,

                the API key “%s” (%s…) stops working on %s. Programs that use it are refused from then on.

                Make a new one, give it to the program, then revoke the old one:

                %s
                """
                        .formatted(
                                key.owner(),
                                key.name(),
                                key.prefix(),
                                ends == null
                                        ? "no day"
                                        : DAY.format(ends.atZone(ZoneId.systemDefault())),
                                address.of("/api-keys")));
    }
}
