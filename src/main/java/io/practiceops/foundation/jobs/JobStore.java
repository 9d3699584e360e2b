package io.practiceops.foundation.jobs;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The entries of the queue, as far as db-scheduler's own interface doesn't show or change them
 * well.
 */
final class JobStore {

    /** A job's entry. */
    record Entry(String name, Instant due, boolean picked, int failures) {}

    private final JdbcClient jdbc;

    JobStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Entry> jobs() {
        return jdbc.sql(
                        """
                        SELECT task_name, execution_time, picked, coalesce(consecutive_failures, 0) AS failures
                          FROM scheduled_tasks WHERE task_instance = :recurring
                        """)
                .param("recurring", RecurringJob.INSTANCE)
                .query((row, _) ->
                        new Entry(
                                row.getString("task_name"),
                                row.getObject("execution_time", OffsetDateTime.class).toInstant(),
                                row.getBoolean("picked"),
                                row.getInt("failures")))
                .list();
    }

    /**
     * Makes a waiting entry due. Unlike db-scheduler's reschedule it cannot meet a run that begins
     * just now, and keeps the count of failures. Whether there was one waiting.
     */
    boolean makeDue(String task, String instance, @Nullable UUID firm, Instant now) {
        return jdbc.sql(
                                """
                                UPDATE scheduled_tasks SET execution_time = :now, version = version + 1
                                 WHERE task_name = :task AND task_instance = :instance AND NOT picked
                                   AND (:firm::uuid IS NULL OR for_firm = :firm::uuid)
                                """)
                        .param("now", now.atOffset(UTC))
                        .param("task", task)
                        .param("instance", instance)
                        .param("firm", firm)
                        .update()
                == 1;
    }

    /**
     * Removes jobs nobody knows any more and nobody ran since then. Tasks stay, they are promises.
     */
    int removeUnknownJobs(Collection<String> known, Instant dueBefore) {
        return jdbc.sql(
                        """
                        DELETE FROM scheduled_tasks
                         WHERE task_instance = :recurring AND NOT picked AND execution_time < :dueBefore
                           AND task_name <> ALL (:known)
                        """)
                .param("recurring", RecurringJob.INSTANCE)
                .param("dueBefore", dueBefore.atOffset(UTC))
                .param("known", known.toArray(String[]::new))
                .update();
    }
}
