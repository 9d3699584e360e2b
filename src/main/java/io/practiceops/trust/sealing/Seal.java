package io.practiceops.trust.sealing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far an event is sealed.
 *
 * @param committed when it was recorded
 * @param sequenced when it got its place in the log; null while it waits
 * @param checkpointed when a signed checkpoint covered it; null before
 * @param anchored when such a checkpoint was in every place outside; null before
 * @param log the log's origin; null while it waits
 * @param index its place in the log, from 0; null while it waits
 */
public record Seal(
        UUID event,
        Instant committed,
        @Nullable Instant sequenced,
        @Nullable Instant checkpointed,
        @Nullable Instant anchored,
        @Nullable String log,
        @Nullable Long index) {

    /** In this order. */
    public enum State {
        /** In the database. Whoever owns that could still remove it unseen. */
        COMMITTED,
        /** In the log of its firm. */
        SEQUENCED,
        /** Under a signature. */
        CHECKPOINTED,
        /** Under a signature that is kept outside the database. */
        ANCHORED
    }

    public State state() {
        if (anchored != null) {
            return State.ANCHORED;
        }
        if (checkpointed != null) {
            return State.CHECKPOINTED;
        }
        return sequenced == null ? State.COMMITTED : State.SEQUENCED;
    }
}
