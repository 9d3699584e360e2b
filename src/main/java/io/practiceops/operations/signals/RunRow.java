package io.practiceops.operations.signals;

import io.practiceops.foundation.jobs.JobRun;
import io.practiceops.foundation.web.Moment;
import io.practiceops.foundation.web.PageContext.State;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A run as the history shows it. */
public record RunRow(
        Moment started,
        State state,
        String stateText,
        String took,
        @Nullable String failure,
        String ranOn) {

    static RunRow of(JobRun run, ZoneId zone) {
        return new RunRow(
                Moment.at(run.started(), zone),
                JobWords.state(run.outcome()),
                JobWords.text(run.outcome()),
                Amounts.of(run.duration()),
                run.failure(),
                run.ranOn());
    }
}
