package io.practiceops.foundation.jobs;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.practiceops.foundation.database.ScratchDatabase;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** One instance of the queue, as the application puts it together. */
public final class TestQueue implements AutoCloseable {

    static final QueueSettings QUICK =
            new QueueSettings(
                    4,
                    Duration.ofMillis(20),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(5),
                    Duration.ofDays(90),
                    3);

    final Queue queue;
    final Workplace workplace;
    final Tasks tasks;
    final Jobs jobs;
    final QueueCheck check;
    final QueueHistory history;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    public TestQueue(ScratchDatabase database, Clock clock, List<DurableTask<?>> tasks) {
        this(database, clock, List.of(), tasks, QUICK);
    }

    TestQueue(
            ScratchDatabase database,
            Clock clock,
            List<Job> jobs,
            List<DurableTask<?>> tasks,
            QueueSettings settings) {
        var jdbc = database.jdbc();
        var json = JsonMapper.builder().build();
        var ids = new Ids(clock);
        var catalogue = new TaskCatalogue(() -> jobs, () -> tasks);
        var runs = new RunLog(jdbc, clock, ids);
        var deadLetters = new DeadLetters(jdbc, json, clock);
        var store = new JobStore(jdbc);
        var states = new JobStates(catalogue, store, runs, clock);
        var queueMeters =
                new QueueMeters(
                        meters,
                        () -> QueueDepth.read(jdbc, clock.instant(), catalogue.names()),
                        clock);
        this.workplace = new Workplace(runs, deadLetters, queueMeters, json, clock);
        this.queue =
                new Queue(
                        database.dataSource(),
                        catalogue,
                        workplace,
                        settings,
                        ZoneOffset.UTC,
                        true);
        this.tasks = new Tasks(jdbc, catalogue, queue, json, clock, ids);
        this.jobs = new Jobs(catalogue, states, store, runs, deadLetters, queue, clock);
        this.check =
                new QueueCheck(
                        () -> QueueDepth.read(jdbc, clock.instant(), catalogue.names()),
                        states::now,
                        clock);
        this.history = new QueueHistory(runs, store, catalogue, settings, clock);
    }

    public TestQueue start() {
        queue.start();
        return this;
    }

    public Tasks tasks() {
        return tasks;
    }

    @Override
    public void close() {
        queue.stop();
    }
}
