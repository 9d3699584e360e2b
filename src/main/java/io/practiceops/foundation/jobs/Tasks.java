package io.practiceops.foundation.jobs;

import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Ids;
import java.time.Clock;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Schedules durable tasks. What is done and by whom is decided by the {@link DurableTask} of the
 * payload.
 */
public class Tasks {

    private static final int PRIORITY = 50;

    private final JdbcClient jdbc;
    private final TaskCatalogue catalogue;
    private final Queue queue;
    private final JsonMapper json;
    private final Clock clock;
    private final Ids ids;

    Tasks(
            JdbcClient jdbc,
            TaskCatalogue catalogue,
            Queue queue,
            JsonMapper json,
            Clock clock,
            Ids ids) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.queue = queue;
        this.json = json;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Has the task done at once after the commit of the current transaction, as the actor and for
     * the firm bound now. Rolled back with the transaction; without one an {@link
     * IllegalStateException}.
     */
    public void schedule(Record payload) {
        schedule(payload, clock.instant());
    }

    /** As {@link #schedule(Record)}, not before the given time. */
    public void schedule(Record payload, Instant at) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "A task is scheduled within the transaction it follows from; there is none.");
        }
        var task = catalogue.taskFor(payload.getClass());
        jdbc.sql(
                        """
                        INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time,
                                                     picked, version, priority, for_firm)
                        VALUES (:task, :instance, :data, :at, false, 1, :priority, :firm::uuid)
                        """)
                .param("task", task.name())
                .param("instance", ids.next().toString())
                .param("data", json.writeValueAsBytes(Envelope.of(payload, json)))
                .param("at", at.atOffset(UTC))
                .param("priority", PRIORITY)
                .param("firm", Acting.actor().firm())
                .update();
        queue.wakeAfterCommit();
    }
}
