package io.practiceops.operations.signals;

import io.practiceops.foundation.jobs.TroubledTask;
import io.practiceops.foundation.web.Moment;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A task in trouble as the list shows it. */
public record TaskRow(TroubledTask task, Moment failed, @Nullable Moment next) {

    static TaskRow of(TroubledTask task, Instant now, ZoneId zone) {
        return new TaskRow(
                task,
                Moment.from(now, task.failedAt(), zone),
                task.next() == null ? null : Moment.from(now, task.next(), zone));
    }
}
