package io.practiceops.operations.signals;

import io.practiceops.foundation.jobs.JobRun;
import io.practiceops.foundation.jobs.JobState;
import io.practiceops.foundation.kernel.Job;
import io.practiceops.foundation.web.PageContext.State;

/** How a job stands, in words. */
public final class JobWords {

    private JobWords() {}

    static String when(Job.When when) {
        return switch (when) {
            case Job.When.Every every -> "every " + Amounts.of(every.interval());
            case Job.When.Daily daily -> "daily at " + daily.at();
        };
    }

    static State state(JobState job) {
        if (job.overdue()) {
            return State.WARN;
        }
        if (job.running() != null) {
            return State.NEUTRAL;
        }
        if (job.failures() > 0) {
            return State.BAD;
        }
        return job.last() == null ? State.UNKNOWN : state(job.last().outcome());
    }

    static String stateText(JobState job) {
        if (job.overdue()) {
            return "Overdue";
        }
        if (job.running() != null) {
            return "Running";
        }
        if (job.failures() > 0) {
            return job.failures() == 1 ? "Failed" : "Failed %d times".formatted(job.failures());
        }
        return job.last() == null ? "Not run yet" : text(job.last().outcome());
    }

    static State state(JobRun.Outcome outcome) {
        return switch (outcome) {
            case RUNNING -> State.NEUTRAL;
            case DONE -> State.GOOD;
            case FAILED -> State.BAD;
            case LOST -> State.WARN;
        };
    }

    static String text(JobRun.Outcome outcome) {
        return switch (outcome) {
            case RUNNING -> "Running";
            case DONE -> "Done";
            case FAILED -> "Failed";
            case LOST -> "Lost";
        };
    }
}
