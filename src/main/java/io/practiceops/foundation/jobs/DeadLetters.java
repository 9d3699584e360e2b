package io.practiceops.foundation.jobs;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Tasks in trouble: those still tried again, and those nobody tries any more. */
final class DeadLetters {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    DeadLetters(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** Copies the task out of the queue; its data as they lie there, readable or not. */
    void keep(String task, String instance, int attempts, String failure) {
        jdbc.sql(
                        """
                        INSERT INTO dead_letter (task_name, task_instance, task_data, priority, for_firm, attempts,
                                                 failure, failed_at)
                        SELECT task_name, task_instance, task_data, priority, for_firm, :attempts, :failure, :now
                          FROM scheduled_tasks WHERE task_name = :task AND task_instance = :instance
                            ON CONFLICT (task_name, task_instance) DO UPDATE
                           SET attempts = excluded.attempts, failure = excluded.failure,
                               failed_at = excluded.failed_at
                        """)
                .param("task", task)
                .param("instance", instance)
                .param("attempts", attempts)
                .param("failure", failure)
                .param("now", clock.instant().atOffset(UTC))
                .update();
    }

    /**
     * Puts a dead letter back into the queue, due now, with all its attempts. Whether there was
     * one.
     */
    boolean revive(String task, String instance, @Nullable UUID firm) {
        return jdbc.sql(
                                """
                                WITH letter AS (DELETE FROM dead_letter
                                                 WHERE task_name = :task AND task_instance = :instance
                                                   AND (:firm::uuid IS NULL OR for_firm = :firm::uuid)
                                             RETURNING *)
                                INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time,
                                                             picked, version, priority, for_firm)
                                SELECT task_name, task_instance, task_data, :now, false, 1, priority, for_firm
                                  FROM letter
                                    ON CONFLICT (task_name, task_instance) DO NOTHING
                                """)
                        .param("task", task)
                        .param("instance", instance)
                        .param("firm", firm)
                        .param("now", clock.instant().atOffset(UTC))
                        .update()
                == 1;
    }

    boolean discard(String task, String instance, @Nullable UUID firm) {
        return jdbc.sql(
                                """
                                DELETE FROM dead_letter
                                 WHERE task_name = :task AND task_instance = :instance
                                   AND (:firm::uuid IS NULL OR for_firm = :firm::uuid)
                                """)
                        .param("task", task)
                        .param("instance", instance)
                        .param("firm", firm)
                        .update()
                == 1;
    }

    /** Dead letters and tasks waiting for another try, the latest failure first. */
    List<TroubledTask> troubled(@Nullable UUID firm, int limit) {
        return jdbc.sql(
                        """
                        SELECT task_name, task_instance, task_data, for_firm, attempts, failure, failed_at,
                               NULL::timestamptz AS next
                          FROM dead_letter WHERE :firm::uuid IS NULL OR for_firm = :firm::uuid
                         UNION ALL
                        SELECT t.task_name, t.task_instance, t.task_data, t.for_firm, t.consecutive_failures,
                               coalesce(r.failure, ''), t.last_failure, t.execution_time
                          FROM scheduled_tasks t
                          LEFT JOIN LATERAL
                               (SELECT failure FROM job_run r
                                 WHERE r.task_name = t.task_name AND r.task_instance = t.task_instance
                                 ORDER BY r.started_at DESC, r.id DESC LIMIT 1) r ON true
                         WHERE t.consecutive_failures > 0 AND t.task_instance <> :recurring
                           AND (:firm::uuid IS NULL OR t.for_firm = :firm::uuid)
                         ORDER BY failed_at DESC LIMIT :limit
                        """)
                .param("recurring", RecurringJob.INSTANCE)
                .param("firm", firm)
                .param("limit", limit)
                .query((row, _) -> task(row))
                .list();
    }

    private TroubledTask task(ResultSet row) throws SQLException {
        var next = row.getObject("next", OffsetDateTime.class);
        return new TroubledTask(
                row.getString("task_name"),
                row.getString("task_instance"),
                row.getInt("attempts"),
                row.getObject("failed_at", OffsetDateTime.class).toInstant(),
                row.getString("failure"),
                next == null ? null : next.toInstant(),
                row.getObject("for_firm", UUID.class),
                actor(row.getBytes("task_data")));
    }

    private String actor(byte @Nullable [] data) {
        try {
            var envelope = data == null ? null : json.readValue(data, Envelope.class);
            return envelope == null || envelope.caller() == null
                    ? "unknown"
                    : envelope.caller().name();
        } catch (JacksonException unreadable) {
            // such a task is troubled just because of that, and must be listed all the more
            return "unknown";
        }
    }
}
