package io.practiceops.foundation.jobs;

import static java.time.ZoneOffset.UTC;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How much is in the queue.
 *
 * @param due could run now and does not
 * @param oldest since when the first of them could
 * @param failing failed and will be tried again, jobs and tasks
 * @param dead tasks nobody tries any more
 * @param unknown entries this version doesn't know how to do
 */
record QueueDepth(
        int due,
        @Nullable Instant oldest,
        int running,
        int waiting,
        int failing,
        int dead,
        int unknown) {

    static QueueDepth read(JdbcClient jdbc, Instant now, Collection<String> known) {
        return jdbc.sql(
                        """
                        SELECT count(*) FILTER (WHERE known AND NOT picked AND execution_time <= :now) AS due,
                               min(execution_time)
                                        FILTER (WHERE known AND NOT picked AND execution_time <= :now) AS oldest,
                               count(*) FILTER (WHERE picked) AS running,
                               count(*) FILTER (WHERE known AND NOT picked AND execution_time > :now) AS waiting,
                               count(*) FILTER (WHERE known AND consecutive_failures > 0) AS failing,
                               (SELECT count(*) FROM dead_letter) AS dead,
                               count(*) FILTER (WHERE NOT known) AS unknown
                          FROM (SELECT *, task_name = ANY (:known) AS known FROM scheduled_tasks) t
                        """)
                .param("now", now.atOffset(UTC))
                .param("known", known.toArray(String[]::new))
                .query((row, _) -> {
                    var oldest = row.getObject("oldest", OffsetDateTime.class);
                    return new QueueDepth(
                            row.getInt("due"),
                            oldest == null ? null : oldest.toInstant(),
                            row.getInt("running"),
                            row.getInt("waiting"),
                            row.getInt("failing"),
                            row.getInt("dead"),
                            row.getInt("unknown"));
                })
                .single();
    }

    Duration oldestAge(Instant now) {
        return oldest == null ? Duration.ZERO : Duration.between(oldest, now);
    }
}
