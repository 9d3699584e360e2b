package io.practiceops.foundation.jobs;

import io.practiceops.foundation.kernel.Job;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the record of runs, and the jobs of former versions, from growing for ever. */
final class QueueHistory implements Job {

    /** Longer than a roll-out with old and new instances side by side. */
    private static final Duration FORMER = Duration.ofDays(7);

    private static final Logger LOG = LoggerFactory.getLogger(QueueHistory.class);

    private final RunLog runs;
    private final JobStore store;
    private final TaskCatalogue catalogue;
    private final QueueSettings settings;
    private final Clock clock;

    QueueHistory(
            RunLog runs,
            JobStore store,
            TaskCatalogue catalogue,
            QueueSettings settings,
            Clock clock) {
        this.runs = runs;
        this.store = store;
        this.catalogue = catalogue;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "jobs.history";
    }

    @Override
    public String title() {
        return "Forget old runs";
    }

    @Override
    public When when() {
        return new When.Every(Duration.ofHours(1));
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(5);
    }

    @Override
    public String whenItFails() {
        return "The list of past runs keeps growing; nothing else is harmed.";
    }

    @Override
    public void run() {
        var now = clock.instant();
        var forgotten = runs.forget(now.minus(settings.keep()), settings.keepRuns());
        var removed = store.removeUnknownJobs(catalogue.names(), now.minus(FORMER));
        LOG.debug("Forgot {} runs and {} jobs of former versions.", forgotten, removed);
    }
}
