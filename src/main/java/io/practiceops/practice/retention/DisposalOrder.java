package io.practiceops.practice.retention;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Documents that somebody proposed to dispose of, and what somebody else decided.
 *
 * @param client whose papers an erasure is over; null for a disposal
 * @param decision null until somebody decided
 * @param finishedAt when the last of them was gone or refused
 * @param certificateHash SHA-256 of the certificate; null until it is finished
 */
public record DisposalOrder(
        UUID id,
        Kind kind,
        @Nullable UUID client,
        String reason,
        State state,
        UUID proposedBy,
        String proposedByName,
        Instant proposedAt,
        @Nullable Decision decision,
        @Nullable Instant finishedAt,
        @Nullable String certificateHash,
        Counts counts) {

    /** What it is for. */
    public enum Kind {
        DISPOSAL("Disposal"),
        /** Of all papers of a client who asked for it. */
        ERASURE("Erasure");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** Where it stands. */
    public enum State {
        /** An erasure, while rules or holds keep something. */
        WAITING("Waiting"),
        PROPOSED("Waits for approval"),
        APPROVED("Being disposed of"),
        DECLINED("Declined"),
        DONE("Done");

        private final String title;

        State(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }

        public boolean canBeDeclined() {
            return this == WAITING || this == PROPOSED;
        }
    }

    /** Who approved or declined, when, and what they said. */
    public record Decision(UUID by, String byName, Instant at, @Nullable String reason) {}

    /** Of its documents. */
    public record Counts(long all, long pending, long disposed, long refused) {}

    /** A document of an order. */
    public record Item(
            UUID document,
            UUID client,
            io.practiceops.practice.documents.Document.Category category,
            @Nullable Integer year,
            java.time.@Nullable LocalDate keptUntil,
            @Nullable String rule,
            ItemState state,
            @Nullable String why,
            java.util.List<String> sha256,
            @Nullable Instant disposedAt,
            @Nullable UUID entry) {}

    /** What became of a document of an order. */
    public enum ItemState {
        PENDING("To be decided"),
        DISPOSED("Disposed of"),
        /** Something kept it at the last moment. */
        REFUSED("Left out"),
        DECLINED("Declined");

        private final String title;

        ItemState(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }
}
