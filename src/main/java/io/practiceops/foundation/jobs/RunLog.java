package io.practiceops.foundation.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;

import com.github.kagkarlsson.scheduler.task.Execution;
import io.practiceops.foundation.kernel.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The record of what ran. */
final class RunLog {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Ids ids;

    RunLog(JdbcClient jdbc, Clock clock, Ids ids) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.ids = ids;
    }

    UUID begin(String task, String instance, String ranOn) {
        var id = ids.next();
        insert(id, task, instance, clock.instant(), null, JobRun.Outcome.RUNNING, null, ranOn);
        return id;
    }

    /**
     * @param failure null when it went well
     */
    void end(UUID id, @Nullable String failure) {
        jdbc.sql(
                        """
                        UPDATE job_run SET finished_at = :now, outcome = :outcome, failure = :failure
                         WHERE id = :id AND outcome = 'RUNNING'
                        """)
                .param("now", clock.instant().atOffset(UTC))
                .param(
                        "outcome",
                        (failure == null ? JobRun.Outcome.DONE : JobRun.Outcome.FAILED).name())
                .param("failure", failure)
                .param("id", id)
                .update();
    }

    /** What that instance had begun of the task will not end. */
    void lost(String task, String instance, String ranOn) {
        jdbc.sql(
                        """
                        UPDATE job_run SET finished_at = :now, outcome = 'LOST', failure = :failure
                         WHERE task_name = :task AND task_instance = :instance AND ran_on = :ranOn
                           AND outcome = 'RUNNING'
                        """)
                .param("now", clock.instant().atOffset(UTC))
                .param("failure", gone(ranOn))
                .param("task", task)
                .param("instance", instance)
                .param("ranOn", ranOn)
                .update();
    }

    static String gone(String instance) {
        return instance + " was gone before it was done.";
    }

    /**
     * Of a task still in the queue. Once per attempt, though several instances may find the same
     * one lost, and the one thought lost may come back and fail.
     */
    void failedAttempt(
            Execution execution, Instant started, JobRun.Outcome outcome, String failure) {
        var attempt = execution.getTaskName() + ' ' + execution.getId() + ' ' + execution.version;
        insert(
                UUID.nameUUIDFromBytes(attempt.getBytes(UTF_8)),
                execution.getTaskName(),
                execution.getId(),
                started,
                clock.instant(),
                outcome,
                failure,
                execution.pickedBy);
    }

    private void insert(
            UUID id,
            String task,
            String instance,
            Instant started,
            @Nullable Instant finished,
            JobRun.Outcome outcome,
            @Nullable String failure,
            String ranOn) {
        jdbc.sql(
                        """
                        INSERT INTO job_run (id, task_name, task_instance, started_at, finished_at, outcome,
                                             failure, ran_on, for_firm)
                        VALUES (:id, :task, :instance, :started, :finished::timestamptz, :outcome, :failure, :ranOn,
                                (SELECT for_firm FROM scheduled_tasks
                                  WHERE task_name = :task AND task_instance = :instance))
                            ON CONFLICT (id) DO NOTHING
                        """)
                .param("id", id)
                .param("task", task)
                .param("instance", instance)
                .param("started", started.atOffset(UTC))
                .param("finished", finished == null ? null : finished.atOffset(UTC))
                .param("outcome", outcome.name())
                .param("failure", failure)
                .param("ranOn", ranOn)
                .update();
    }

    /**
     * Latest first.
     *
     * @param firm whose tasks are shown; null for all. Jobs are everybody's.
     */
    List<JobRun> of(String task, @Nullable UUID firm, int limit) {
        return jdbc.sql(
                        """
                        SELECT * FROM job_run
                         WHERE task_name = :task
                           AND (task_instance = :recurring OR :firm::uuid IS NULL OR for_firm = :firm::uuid)
                         ORDER BY started_at DESC, id DESC LIMIT :limit
                        """)
                .param("task", task)
                .param("recurring", RecurringJob.INSTANCE)
                .param("firm", firm)
                .param("limit", limit)
                .query((row, _) -> run(row))
                .list();
    }

    /** The latest run of each job that has the outcome running, or any other. */
    List<JobRun> latest(boolean running) {
        return jdbc.sql(
                        """
                        SELECT r.*
                          FROM (SELECT task_name, task_instance FROM scheduled_tasks
                                 WHERE task_instance = :recurring) t
                         CROSS JOIN LATERAL
                               (SELECT * FROM job_run r
                                 WHERE r.task_name = t.task_name AND r.task_instance = t.task_instance
                                   AND (r.outcome = 'RUNNING') = :running
                                 ORDER BY r.started_at DESC, r.id DESC LIMIT 1) r
                        """)
                .param("recurring", RecurringJob.INSTANCE)
                .param("running", running)
                .query((row, _) -> run(row))
                .list();
    }

    Optional<JobRun> lastFailure(@Nullable UUID firm) {
        return jdbc.sql(
                        """
                        SELECT * FROM job_run
                         WHERE outcome IN ('FAILED', 'LOST')
                           AND (task_instance = :recurring OR :firm::uuid IS NULL OR for_firm = :firm::uuid)
                         ORDER BY started_at DESC, id DESC LIMIT 1
                        """)
                .param("recurring", RecurringJob.INSTANCE)
                .param("firm", firm)
                .query((row, _) -> run(row))
                .optional();
    }

    /** Forgets runs older than that, and of each job all but the newest. Returns how many. */
    int forget(Instant olderThan, int keep) {
        return jdbc.sql(
                        """
                        DELETE FROM job_run
                         WHERE started_at < :olderThan
                            OR id IN (SELECT id
                                        FROM (SELECT id, row_number() OVER (PARTITION BY task_name
                                                                            ORDER BY started_at DESC, id DESC) AS n
                                                FROM job_run) numbered
                                       WHERE n > :keep)
                        """)
                .param("olderThan", olderThan.atOffset(UTC))
                .param("keep", keep)
                .update();
    }

    private static JobRun run(ResultSet row) throws SQLException {
        var finished = row.getObject("finished_at", OffsetDateTime.class);
        return new JobRun(
                row.getObject("id", UUID.class),
                row.getString("task_name"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                finished == null ? null : finished.toInstant(),
                JobRun.Outcome.valueOf(row.getString("outcome")),
                row.getString("failure"),
                row.getString("ran_on"));
    }
}
