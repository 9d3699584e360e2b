package io.practiceops.operations.signals;

import io.practiceops.foundation.jobs.JobState;
import io.practiceops.foundation.web.Moment;
import io.practiceops.foundation.web.PageContext.State;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A job as the list shows it. */
public record JobRow(
        JobState job,
        State state,
        String stateText,
        String when,
        @Nullable Moment next,
        @Nullable Moment last,
        String took,
        @Nullable String failure) {

    static JobRow of(JobState job, Instant now, ZoneId zone) {
        var last = job.last();
        return new JobRow(
                job,
                JobWords.state(job),
                JobWords.stateText(job),
                JobWords.when(job.when()),
                job.next() == null ? null : Moment.from(now, job.next(), zone),
                last == null ? null : Moment.from(now, last.started(), zone),
                last == null ? "" : Amounts.of(last.duration()),
                last == null ? null : last.failure());
    }

    public String limit() {
        return Amounts.of(job.limit());
    }
}
