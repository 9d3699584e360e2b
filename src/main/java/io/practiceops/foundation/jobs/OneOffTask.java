package io.practiceops.foundation.jobs;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.practiceops.foundation.kernel.Acting;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link DurableTask} as db-scheduler runs it: as its caller, again after a failure, in the end
 * kept.
 */
final class OneOffTask<T extends Record> {

    private static final Logger LOG = LoggerFactory.getLogger(OneOffTask.class);

    private final DurableTask<T> task;
    private final Workplace workplace;

    private OneOffTask(DurableTask<T> task, Workplace workplace) {
        this.task = task;
        this.workplace = workplace;
    }

    static <T extends Record> Task<Envelope> of(DurableTask<T> task, Workplace workplace) {
        var oneOff = new OneOffTask<>(task, workplace);
        return com.github.kagkarlsson.scheduler.task.helper.Tasks.oneTime(
                        task.name(), Envelope.class)
                .onFailure(oneOff::failed)
                .onDeadExecution(oneOff::takeOver)
                .execute((instance, context) -> oneOff.run(instance, context.getExecution()));
    }

    private Attempt attempt(Execution execution) {
        var number = execution.consecutiveFailures + 1;
        return new Attempt(number, Math.max(number, task.retry().attempts()));
    }

    private void run(TaskInstance<Envelope> instance, Execution execution) {
        workplace.run(
                execution,
                () -> {
                    var envelope = instance.getData();
                    Acting.unattended(
                            envelope.caller().actor(),
                            envelope.request(),
                            () -> work(instance.getId(), envelope, attempt(execution)));
                });
    }

    private @Nullable Void work(String id, Envelope envelope, Attempt attempt) {
        try {
            task.handler()
                    .run(workplace.json().treeToValue(envelope.payload(), task.payload()), attempt);
            return null;
        } catch (Throwable thrown) {
            if (attempt.isLast()) {
                LOG.error("The task {} {} failed for good.", task.name(), id, thrown);
            } else {
                LOG.warn(
                        "The task {} {} failed in attempt {} of {}.",
                        task.name(),
                        id,
                        attempt.number(),
                        attempt.of(),
                        // the first trace tells the cause; later ones would only repeat it
                        attempt.number() == 1 ? thrown : null);
            }
            throw new TaskFailed(thrown);
        }
    }

    private void failed(ExecutionComplete complete, ExecutionOperations<Envelope> operations) {
        var failures = complete.getExecution().consecutiveFailures + 1;
        var next =
                complete.getTimeDone()
                        .plus(task.retry().wait(failures, ThreadLocalRandom.current()));
        again(complete, operations, JobRun.Outcome.FAILED, failure(complete), next);
    }

    /** Counts as a failure, or a task that kills its instance would go round and kill them all. */
    private void takeOver(ExecutionComplete complete, ExecutionOperations<Envelope> operations) {
        var execution = complete.getExecution();
        if (workplace.isRunningHere(execution)) {
            return;
        }
        LOG.warn(
                "{} no longer runs the task {} {}; taken over.",
                execution.pickedBy,
                task.name(),
                execution.getId());
        var failure = RunLog.gone(execution.pickedBy);
        again(complete, operations, JobRun.Outcome.LOST, failure, workplace.clock().instant());
    }

    private void again(
            ExecutionComplete complete,
            ExecutionOperations<Envelope> operations,
            JobRun.Outcome outcome,
            String failure,
            Instant next) {
        var execution = complete.getExecution();
        var attempts = execution.consecutiveFailures + 1;
        var started = complete.getTimeDone().minus(complete.getDuration());
        workplace.runs().failedAttempt(execution, started, outcome, failure);
        if (attempts < task.retry().attempts()) {
            operations.reschedule(complete, next);
        } else {
            // kept first: killed between the two it runs once more, else it would be gone
            workplace.deadLetters().keep(task.name(), execution.getId(), attempts, failure);
            operations.remove();
        }
    }

    private String failure(ExecutionComplete complete) {
        var cause = complete.getCause().orElseThrow();
        if (!(cause instanceof TaskFailed)) {
            LOG.error(
                    "The task {} {} could not be run.",
                    task.name(),
                    complete.getExecution().getId(),
                    cause);
        }
        return TaskFailed.text(cause);
    }
}
