package io.practiceops.operations.signals;

import io.practiceops.foundation.jobs.JobRun;
import io.practiceops.foundation.jobs.JobState;
import io.practiceops.foundation.jobs.Jobs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/jobs")
class JobApi {

    /** A job as the API shows it. */
    record Body(
            String name,
            String title,
            String when,
            Duration limit,
            @Nullable Instant next,
            @Nullable Run last,
            @Nullable Run running,
            int failures,
            boolean overdue,
            String whenItFails) {

        static Body of(JobState job) {
            return new Body(
                    job.name(),
                    job.title(),
                    JobWords.when(job.when()),
                    job.limit(),
                    job.next(),
                    Run.of(job.last()),
                    Run.of(job.running()),
                    job.failures(),
                    job.overdue(),
                    job.whenItFails());
        }
    }

    record Run(
            Instant started,
            @Nullable Instant finished,
            JobRun.Outcome outcome,
            @Nullable String failure,
            String ranOn) {

        static @Nullable Run of(@Nullable JobRun run) {
            return run == null
                    ? null
                    : new Run(
                            run.started(),
                            run.finished(),
                            run.outcome(),
                            run.failure(),
                            run.ranOn());
        }
    }

    record Listing(List<Body> items) {}

    private final Jobs jobs;
    private final ByHand byHand;

    JobApi(Jobs jobs, ByHand byHand) {
        this.jobs = jobs;
        this.byHand = byHand;
    }

    @GetMapping
    Listing list() {
        return new Listing(jobs.all().stream().map(Body::of).toList());
    }

    /** Accepted, not done: it runs as soon as an instance is free. */
    @PostMapping("/{name}/run")
    ResponseEntity<Body> run(@PathVariable String name) {
        byHand.run(name);
        return ResponseEntity.accepted().body(Body.of(jobs.one(name)));
    }
}
