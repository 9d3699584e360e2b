package io.practiceops.trust.access;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param idle a session nobody used for this long is over; written down by the minute
 * @param keepEnded ended sessions are kept this long, so that whoever comes with one is noticed
 */
@ConfigurationProperties("practiceops.sessions")
record SessionSettings(@DefaultValue("2h") Duration idle, @DefaultValue("30d") Duration keepEnded) {

    SessionSettings {
        if (idle.toMinutes() < 2) {
            throw new IllegalArgumentException(
                    "practiceops.sessions.idle must be 2 minutes or more; it is " + idle + ".");
        }
    }
}
