package io.practiceops.trust.access;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A person who signs in, as one firm sees them.
 *
 * @param licence set for professionals
 * @param clientId the client a person of role CLIENT speaks for
 * @param lastSeen null for one who never signed in
 */
public record User(
        UUID id,
        String email,
        String name,
        Set<Role> roles,
        @Nullable Licence licence,
        @Nullable UUID clientId,
        boolean hasPassword,
        boolean disabled,
        @Nullable Instant lastSeen,
        long version) {

    /** Leave to practise: where, and as what. */
    public record Licence(Profession profession, String jurisdiction, @Nullable String number) {

        /** "CPA, NY" */
        public String inWords() {
            return profession.shortTitle() + ", " + jurisdiction;
        }
    }

    public enum Profession {
        ATTORNEY("Attorney", "Attorney"),
        CPA("Certified public accountant", "CPA"),
        ENROLLED_AGENT("Enrolled agent", "EA");

        private final String title;
        private final String shortTitle;

        Profession(String title, String shortTitle) {
            this.title = title;
            this.shortTitle = shortTitle;
        }

        public String shortTitle() {
            return shortTitle;
        }

        public String title() {
            return title;
        }
    }

    public String rolesInWords() {
        return roles.stream().sorted().map(Role::title).collect(Collectors.joining(", "));
    }
}
