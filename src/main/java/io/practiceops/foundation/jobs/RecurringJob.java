package io.practiceops.foundation.jobs;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Job;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@link Job} as db-scheduler runs it: recorded, as the system, exactly one at a time. */
final class RecurringJob {

    /** The one instance each recurring task has in the queue. */
    static final String INSTANCE = RecurringTask.INSTANCE;

    /** A failed job doesn't wait for tomorrow: it is tried soon, then less and less often. */
    private static final Retry SOONER =
            new Retry(Duration.ofMinutes(1), 2, Duration.ofHours(1), Integer.MAX_VALUE);

    private static final Logger LOG = LoggerFactory.getLogger(RecurringJob.class);

    private final Job job;
    private final Schedule schedule;
    private final Workplace workplace;

    private RecurringJob(Job job, Schedule schedule, Workplace workplace) {
        this.job = job;
        this.schedule = schedule;
        this.workplace = workplace;
    }

    static RecurringTask<Void> of(Job job, ZoneId zone, Workplace workplace) {
        var schedule = schedule(job.when(), zone);
        var recurring = new RecurringJob(job, schedule, workplace);
        return com.github.kagkarlsson.scheduler.task.helper.Tasks.recurring(job.name(), schedule)
                .onFailure(recurring::failed)
                .onDeadExecution(recurring::takeOver)
                .execute((_, context) -> recurring.run(context.getExecution()));
    }

    private static Schedule schedule(Job.When when, ZoneId zone) {
        return switch (when) {
            case Job.When.Every(var interval) -> FixedDelay.of(interval);
            case Job.When.Daily(var at) -> new Daily(zone, at);
        };
    }

    private void run(Execution execution) {
        var id = workplace.runs().begin(job.name(), INSTANCE, workplace.name());
        var system = Actor.system(job.name(), null);
        try {
            workplace.run(execution, () -> Acting.as(system, id.toString(), this::work));
        } catch (TaskFailed failed) {
            workplace.runs().end(id, failed.text());
            throw failed;
        }
        workplace.runs().end(id, null);
    }

    private @Nullable Void work() {
        try {
            job.run();
            return null;
        } catch (Throwable thrown) {
            LOG.error("The job {} failed. {}", job.name(), job.whenItFails(), thrown);
            throw new TaskFailed(thrown);
        }
    }

    private void failed(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        complete.getCause()
                .filter(cause -> !(cause instanceof TaskFailed))
                .ifPresent(cause -> LOG.error("The job {} could not be run.", job.name(), cause));
        var failures = complete.getExecution().consecutiveFailures + 1;
        var sooner =
                complete.getTimeDone().plus(SOONER.wait(failures, ThreadLocalRandom.current()));
        operations.reschedule(complete, earlier(sooner, schedule.getNextExecutionTime(complete)));
    }

    private void takeOver(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        var execution = complete.getExecution();
        if (workplace.isRunningHere(execution)) {
            return;
        }
        LOG.warn("{} no longer runs the job {}; taken over.", execution.pickedBy, job.name());
        workplace.runs().lost(job.name(), INSTANCE, execution.pickedBy);
        // not by db-scheduler's own handler, which asks the system's clock
        operations.reschedule(complete, workplace.clock().instant());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
