package io.practiceops.foundation.jobs;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Right;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.transaction.annotation.Transactional;

/**
 * The queue for people: what is scheduled, how it went, and setting it going again. It belongs to
 * the installation; of single tasks, people of a firm are shown those of their firm. Whoever offers
 * a change here records it in the audit trail.
 */
@Transactional
public class Jobs {

    public static final Right READ = new Right("jobs.read");
    public static final Right RUN = new Right("jobs.run");

    private final TaskCatalogue catalogue;
    private final JobStates states;
    private final JobStore store;
    private final RunLog runs;
    private final DeadLetters deadLetters;
    private final Queue queue;
    private final Clock clock;

    Jobs(
            TaskCatalogue catalogue,
            JobStates states,
            JobStore store,
            RunLog runs,
            DeadLetters deadLetters,
            Queue queue,
            Clock clock) {
        this.catalogue = catalogue;
        this.states = states;
        this.store = store;
        this.runs = runs;
        this.deadLetters = deadLetters;
        this.queue = queue;
        this.clock = clock;
    }

    /** All jobs, by name. */
    @Transactional(readOnly = true)
    public List<JobState> all() {
        Acting.require(READ);
        return states.now();
    }

    @Transactional(readOnly = true)
    public JobState one(String name) {
        Acting.require(READ);
        return states.now().stream()
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("job"));
    }

    /** The latest runs of a job, or failed attempts of a task, latest first. */
    @Transactional(readOnly = true)
    public List<JobRun> runs(String name, int limit) {
        Acting.require(READ);
        return runs.of(name, Acting.actor().firm(), limit);
    }

    /** The latest run or attempt that failed, however long ago, as far as runs are kept. */
    @Transactional(readOnly = true)
    public Optional<JobRun> lastFailure() {
        Acting.require(READ);
        return runs.lastFailure(Acting.actor().firm());
    }

    /** Tasks that failed, dead or waiting for their next try, latest failure first. */
    @Transactional(readOnly = true)
    public List<TroubledTask> troubled(int limit) {
        Acting.require(READ);
        return deadLetters.troubled(Acting.actor().firm(), limit);
    }

    /** Has the job run at once, wherever an instance is free. Its schedule goes on from there. */
    public void runNow(String name) {
        Acting.require(RUN);
        var job = catalogue.job(name).orElseThrow(() -> Problem.notFound("job"));
        if (!store.makeDue(job.name(), RecurringJob.INSTANCE, null, clock.instant())) {
            throw Problem.conflict(
                    "“%s” is running already.".formatted(job.title()),
                    "Wait until it is done, then run it again.");
        }
        queue.wakeAfterCommit();
    }

    /** Has a failed task tried again at once; a dead letter with all its attempts anew. */
    public void retry(String name, String id) {
        Acting.require(RUN);
        var firm = Acting.actor().firm();
        if (!deadLetters.revive(name, id, firm)
                && !store.makeDue(name, id, firm, clock.instant())) {
            throw gone();
        }
        queue.wakeAfterCommit();
    }

    /** Forgets a dead letter: the work will never be done. */
    public void discard(String name, String id) {
        Acting.require(RUN);
        if (!deadLetters.discard(name, id, Acting.actor().firm())) {
            throw gone();
        }
    }

    private static Problem gone() {
        return Problem.conflict(
                "This task is running just now, or was done or discarded meanwhile.",
                "Load the list again.");
    }
}
