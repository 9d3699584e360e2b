package io.practiceops.practice.retention;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.practice.documents.Document.Category;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The documents whose time is over and that nothing holds. */
@Repository
class DueStore {

    /** What a list of them is narrowed to; nulls stand for everything. */
    record Filter(@Nullable UUID client, @Nullable Category category, @Nullable LocalDate before) {

        static final Filter NONE = new Filter(null, null, null);
    }

    /** A document and its time; {@code until} is the first day of our era where no rule kept it. */
    record Due(UUID document, LocalDate until) {

        static final LocalDate NO_RULE = LocalDate.of(1, 1, 1);
    }

    /** Also by a hold that is closed to whoever asks. */
    private static final String HELD =
            """
            EXISTS (SELECT FROM legal_hold_document c
                     WHERE c.firm_id = k.firm_id AND c.document_id = k.document_id
                       AND c.hold_id IN (SELECT standing_holds()))
            """;

    private static final String DUE =
            """
            k.firm_id = :firm AND NOT k.open AND coalesce(k.kept_until, DATE '0001-01-01') < :today AND NOT
            """
                    + HELD;

    private final JdbcClient jdbc;

    DueStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those longest over first; without those that an order has already. */
    List<Due> list(
            Filter filter,
            LocalDate today,
            @Nullable LocalDate until,
            @Nullable UUID after,
            int rows) {
        return jdbc.sql(
                        "SELECT k.document_id, coalesce(k.kept_until, DATE '0001-01-01') AS until"
                                + " FROM document_kept k"
                                + " JOIN document d ON d.firm_id = k.firm_id AND d.id = k.document_id WHERE "
                                + DUE
                                + """
                                   AND NOT EXISTS (SELECT FROM disposal_item i
                                                    WHERE i.firm_id = k.firm_id AND i.document_id = k.document_id
                                                      AND i.state = 'PENDING')
                                   AND (:client::uuid IS NULL OR d.client_id = :client::uuid)
                                   AND (:category::text IS NULL OR d.category = :category::text)
                                   AND (:before::date IS NULL OR coalesce(k.kept_until, DATE '0001-01-01') < :before::date)
                                   AND (:until::date IS NULL
                                        OR (coalesce(k.kept_until, DATE '0001-01-01'), k.document_id)
                                           > (:until::date, :after::uuid))
                                 ORDER BY coalesce(k.kept_until, DATE '0001-01-01'), k.document_id LIMIT :rows
                                """)
                .param("firm", Acting.firm())
                .param("today", today)
                .param("client", filter.client())
                .param("category", filter.category() == null ? null : filter.category().name())
                .param("before", filter.before())
                .param("until", until)
                .param("after", after)
                .param("rows", rows)
                .query(DueStore::due)
                .list();
    }

    Schedules.Counts counts(LocalDate today) {
        return jdbc.sql(
                        """
                        SELECT (SELECT count(*) FROM document WHERE firm_id = :firm) AS all_there,
                               count(*) FILTER (WHERE k.open OR k.kept_until >= :today) AS kept,
                               (SELECT count(DISTINCT c.document_id)
                                  FROM legal_hold_document c
                                  JOIN document d ON d.firm_id = c.firm_id AND d.id = c.document_id
                                 WHERE c.firm_id = :firm AND c.hold_id IN (SELECT standing_holds())) AS held,
                               count(*) FILTER (WHERE
                        """
                                + DUE
                                + """
                                 ) AS due, count(*) AS counted
                                  FROM document_kept k
                                  JOIN document d ON d.firm_id = k.firm_id AND d.id = k.document_id
                                 WHERE k.firm_id = :firm
                                """)
                .param("firm", Acting.firm())
                .param("today", today)
                .query((row, _) ->
                        new Schedules.Counts(
                                row.getLong("all_there"),
                                row.getLong("kept"),
                                row.getLong("held"),
                                row.getLong("due"),
                                row.getLong("all_there") - row.getLong("counted")))
                .single();
    }

    /**
     * What of a client's papers is kept, for an erasure that waits.
     *
     * @param holds by name; null stands for those that are closed to whoever asks
     */
    record Waits(
            long all,
            long uncounted,
            long open,
            @Nullable LocalDate latest,
            List<@Nullable String> holds) {

        boolean isOver(LocalDate today) {
            return uncounted == 0
                    && open == 0
                    && holds.isEmpty()
                    && (latest == null || latest.isBefore(today));
        }
    }

    Waits waits(UUID client) {
        var holds =
                jdbc.sql(
                                """
                                SELECT DISTINCT h.name
                                  FROM standing_holds() AS standing (id)
                                  LEFT JOIN legal_hold h ON h.firm_id = :firm AND h.id = standing.id
                                  LEFT JOIN legal_hold_document c ON c.firm_id = :firm AND c.hold_id = standing.id
                                  LEFT JOIN document d ON d.firm_id = c.firm_id AND d.id = c.document_id
                                 WHERE d.client_id = :client OR h.scope = 'CLIENT' AND h.client_id = :client
                                 ORDER BY h.name
                                """)
                        .param("firm", Acting.firm())
                        .param("client", client)
                        .query(String.class)
                        .list();
        return jdbc.sql(
                        """
                        SELECT count(*) AS all_there, count(*) FILTER (WHERE k.document_id IS NULL) AS uncounted,
                               count(*) FILTER (WHERE k.open) AS open, max(k.kept_until) AS latest
                          FROM document d
                          LEFT JOIN document_kept k ON k.firm_id = d.firm_id AND k.document_id = d.id
                         WHERE d.firm_id = :firm AND d.client_id = :client
                        """)
                .param("firm", Acting.firm())
                .param("client", client)
                .query((row, _) ->
                        new Waits(
                                row.getLong("all_there"),
                                row.getLong("uncounted"),
                                row.getLong("open"),
                                row.getObject("latest", LocalDate.class),
                                holds))
                .single();
    }

    private static Due due(ResultSet row, int number) throws SQLException {
        return new Due(
                row.getObject("document_id", UUID.class), row.getObject("until", LocalDate.class));
    }
}
