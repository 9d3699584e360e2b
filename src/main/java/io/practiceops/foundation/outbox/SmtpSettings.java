package io.practiceops.foundation.outbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The way out for mail. Without a host, mail is kept.
 *
 * @param port 465 means TLS from the first byte
 * @param starttls whether the connection must change to TLS; off only for a relay on this machine
 * @param from the sender, an address or {@code Name <address>}; without it, the user if that is an
 *     address
 * @param timeout for the connection, and for each answer
 */
@ConfigurationProperties("practiceops.smtp")
record SmtpSettings(
        @Nullable String host,
        @DefaultValue("587") int port,
        @Nullable String user,
        @Nullable String password,
        @DefaultValue("true") boolean starttls,
        @Nullable String from,
        @DefaultValue("20s") Duration timeout) {

    boolean isConfigured() {
        return host != null && !host.isBlank();
    }

    String sender() {
        if (from != null && !from.isBlank()) {
            return from;
        }
        return user != null && user.contains("@") ? user : "practiceops@" + host;
    }

    /** Never with the password. */
    @Override
    public String toString() {
        return "%s:%d".formatted(host, port);
    }
}
