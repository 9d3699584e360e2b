package io.practiceops.foundation.jobs;

import static java.util.stream.Collectors.toMap;

import io.practiceops.foundation.kernel.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where each job stands. */
final class JobStates {

    /** A job this late did not begin when it should have. */
    private static final Duration LATE = Duration.ofMinutes(2);

    private final TaskCatalogue catalogue;
    private final JobStore store;
    private final RunLog runs;
    private final Clock clock;

    JobStates(TaskCatalogue catalogue, JobStore store, RunLog runs, Clock clock) {
        this.catalogue = catalogue;
        this.store = store;
        this.runs = runs;
        this.clock = clock;
    }

    /** By name. */
    List<JobState> now() {
        var entries =
                store.jobs().stream().collect(toMap(JobStore.Entry::name, Function.identity()));
        var last = runs.latest(false).stream().collect(toMap(JobRun::name, Function.identity()));
        var running = runs.latest(true).stream().collect(toMap(JobRun::name, Function.identity()));
        var now = clock.instant();
        return catalogue.jobs().stream()
                .map(job ->
                        state(
                                job,
                                entries.get(job.name()),
                                last.get(job.name()),
                                running.get(job.name()),
                                now))
                .toList();
    }

    private static JobState state(
            Job job,
            JobStore.@Nullable Entry entry,
            @Nullable JobRun last,
            @Nullable JobRun running,
            Instant now) {
        var current = entry != null && entry.picked() ? running : null;
        var next = entry == null || entry.picked() ? null : entry.due();
        var tooLong = current != null && current.started().plus(job.limit()).isBefore(now);
        var tooLate = next != null && next.plus(LATE).isBefore(now);
        return new JobState(
                job.name(),
                job.title(),
                job.whenItFails(),
                job.when(),
                job.limit(),
                next,
                last,
                current,
                entry == null ? 0 : entry.failures(),
                tooLong || tooLate);
    }
}
