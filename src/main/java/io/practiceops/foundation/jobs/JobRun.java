package io.practiceops.foundation.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job, or one failed attempt of a task.
 *
 * @param finished null while it runs
 * @param failure what went wrong; null unless FAILED or LOST
 * @param ranOn the instance it ran on
 */
public record JobRun(
        UUID id,
        String name,
        Instant started,
        @Nullable Instant finished,
        Outcome outcome,
        @Nullable String failure,
        String ranOn) {

    /** How a run ended. */
    public enum Outcome {
        RUNNING,
        DONE,
        FAILED,
        /** The instance it ran on was gone before it ended; another took over. */
        LOST
    }

    /** How long it took; null while it runs. */
    public @Nullable Duration duration() {
        return finished == null ? null : Duration.between(started, finished);
    }
}
