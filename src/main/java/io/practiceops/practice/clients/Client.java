package io.practiceops.practice.clients;

import java.time.Instant;
import java.util.UUID;

/** Somebody the firm works for. The version counts the changes. */
public record Client(
        UUID id, ClientDetails details, Access access, Instant createdAt, long version) {

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

    /** To whom a client is open, and all that is the client's. */
    public enum Access {
        FIRM("Everybody in the firm"),
        TEAM("Its team only");

        private final String title;

        Access(String title) {
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
