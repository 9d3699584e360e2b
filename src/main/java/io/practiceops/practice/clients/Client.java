package io.practiceops.practice.clients;

import java.time.Instant;
import java.util.UUID;

/** Somebody the firm works for. The version counts the changes. */
public record Client(UUID id, ClientDetails details, Instant createdAt, long version) {

    /** A person, or anything else that can be a client. */
    public enum Kind {
        INDIVIDUAL("Individual"),
        ORGANIZATION("Organization");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    public String name() {
        return details.name();
    }
}
