package io.practiceops.practice.processing;

import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Acting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the stages hold and how long they take. */
@Repository
public class StageFigures {

    /**
     * One stage of all the firm's versions.
     *
     * @param done versions it brought on since then: the number the percentiles are of
     * @param p50 milliseconds; null when none were done
     */
    record Figures(
            Stage stage,
            int waiting,
            int running,
            int held,
            int failed,
            int done,
            @Nullable Long p50,
            @Nullable Long p95) {}

    /** One stage of one version. */
    record Took(
            Stage stage,
            Instant startedAt,
            @Nullable Instant endedAt,
            long millis,
            int tries,
            @Nullable String outcome) {}

    /** Versions that are not simply through. */
    public record Counts(
            int underway, int held, int failed, int blocked, int unscanned, int review) {}

    private final JdbcClient jdbc;

    StageFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Figures> since(Instant from) {
        var known =
                jdbc
                        .sql(
                                """
                                WITH open AS (
                                  SELECT stage,
                                         count(*) FILTER (WHERE state = 'WAITING') AS waiting,
                                         count(*) FILTER (WHERE state = 'RUNNING') AS running,
                                         count(*) FILTER (WHERE state = 'HELD') AS held,
                                         count(*) FILTER (WHERE state = 'FAILED') AS failed
                                    FROM processing_run WHERE firm_id = :firm AND state <> 'DONE' GROUP BY stage),
                                took AS (
                                  SELECT stage, count(*) AS done,
                                         percentile_disc(0.5) WITHIN GROUP (ORDER BY millis) AS p50,
                                         percentile_disc(0.95) WITHIN GROUP (ORDER BY millis) AS p95
                                    FROM processing_stage WHERE firm_id = :firm AND ended_at >= :from GROUP BY stage)
                                SELECT stage, coalesce(waiting, 0) AS waiting, coalesce(running, 0) AS running,
                                       coalesce(held, 0) AS held, coalesce(failed, 0) AS failed,
                                       coalesce(done, 0) AS done, p50, p95
                                  FROM open FULL JOIN took USING (stage)
                                """)
                        .param("firm", Acting.firm())
                        .param("from", from.atOffset(UTC))
                        .query(StageFigures::figures)
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Figures::stage, Function.identity()));
        return Arrays.stream(Stage.values())
                .map(stage ->
                        known.getOrDefault(stage, new Figures(stage, 0, 0, 0, 0, 0, null, null)))
                .toList();
    }

    private static Figures figures(ResultSet row, int number) throws SQLException {
        return new Figures(
                Stage.valueOf(row.getString("stage")),
                row.getInt("waiting"),
                row.getInt("running"),
                row.getInt("held"),
                row.getInt("failed"),
                row.getInt("done"),
                row.getObject("p50", Long.class),
                row.getObject("p95", Long.class));
    }

    List<Took> took(UUID document, int number) {
        return jdbc.sql(
                        """
                        SELECT * FROM processing_stage
                         WHERE firm_id = :firm AND document_id = :document AND number = :number
                        """)
                .param("firm", Acting.firm())
                .param("document", document)
                .param("number", number)
                .query((row, _) -> {
                    var ended = row.getObject("ended_at", OffsetDateTime.class);
                    return new Took(
                            Stage.valueOf(row.getString("stage")),
                            row.getObject("started_at", OffsetDateTime.class).toInstant(),
                            ended == null ? null : ended.toInstant(),
                            row.getLong("millis"),
                            row.getInt("tries"),
                            row.getString("outcome"));
                })
                .list();
    }

    Counts counts() {
        return jdbc.sql(
                        """
                        SELECT count(*) FILTER (WHERE state IN ('WAITING', 'RUNNING')) AS underway,
                               count(*) FILTER (WHERE state = 'HELD') AS held,
                               count(*) FILTER (WHERE state = 'FAILED') AS failed,
                               count(*) FILTER (WHERE state = 'BLOCKED') AS blocked,
                               count(*) FILTER (WHERE scan IN ('NOT_SCANNED', 'TOO_BIG', 'UNANSWERED')) AS unscanned,
                               (SELECT count(*) FROM processing_paper p
                                 WHERE p.firm_id = :firm AND p.state = 'REVIEW') AS review
                          FROM processing_run
                         WHERE firm_id = :firm AND (state <> 'DONE' OR scan IN ('NOT_SCANNED', 'TOO_BIG', 'UNANSWERED'))
                        """)
                .param("firm", Acting.firm())
                .query((row, _) ->
                        new Counts(
                                row.getInt("underway"),
                                row.getInt("held"),
                                row.getInt("failed"),
                                row.getInt("blocked"),
                                row.getInt("unscanned"),
                                row.getInt("review")))
                .single();
    }
}
