package io.practiceops.practice.retention;

import io.practiceops.practice.documents.Document.Category;
import io.practiceops.practice.documents.Document.Classification;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case that documents must be kept for, whatever their time.
 *
 * @param reason the matter, in people's words
 * @param release null while it stands
 */
public record Hold(
        UUID id,
        String name,
        String reason,
        Covers covers,
        @Nullable UUID placedBy,
        String placedByName,
        Instant placedAt,
        @Nullable Release release) {

    /** What a hold is over. */
    public enum Scope {
        DOCUMENTS("Documents one by one"),
        CLIENT("All papers of a client, also those that come later"),
        FILTER("What a filter finds");

        private final String title;

        Scope(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /**
     * What it covers, fixed when it is placed. Empty sets and nulls stand for everything.
     *
     * @param future also what comes later, or comes to fit later
     */
    public record Covers(
            Scope scope,
            @Nullable UUID client,
            Set<Category> categories,
            Set<Classification> classifications,
            @Nullable Integer yearFrom,
            @Nullable Integer yearTo,
            @Nullable String tag,
            boolean future) {

        public Covers {
            categories = Set.copyOf(categories);
            classifications = Set.copyOf(classifications);
        }

        static Covers documents() {
            return new Covers(Scope.DOCUMENTS, null, Set.of(), Set.of(), null, null, null, false);
        }

        static Covers client(UUID client) {
            return new Covers(Scope.CLIENT, client, Set.of(), Set.of(), null, null, null, true);
        }
    }

    /** Who released it, when and why. */
    public record Release(@Nullable UUID by, String byName, Instant at, String reason) {}

    public boolean stands() {
        return release == null;
    }
}
