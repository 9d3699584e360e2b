package io.practiceops.foundation.jobs;

import io.practiceops.foundation.kernel.Job;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job and where it stands.
 *
 * @param whenItFails what a failure means for people
 * @param next when it is due; null while it runs, and before the queue was ever started
 * @param last the last run that ended
 * @param running the run going on
 * @param failures failed runs since the last good one
 * @param overdue runs longer than its limit, or should have begun and has not
 */
public record JobState(
        String name,
        String title,
        String whenItFails,
        Job.When when,
        Duration limit,
        @Nullable Instant next,
        @Nullable JobRun last,
        @Nullable JobRun running,
        int failures,
        boolean overdue) {}
