package io.practiceops.trust.reviews;

import static java.sql.Types.OTHER;
import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Cursor;
import io.practiceops.trust.access.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table of reviews. Each statement names the firm, since some run in the platform role, where
 * no policy narrows it.
 */
@Repository
class ReviewStore {

    private static final String SELECT =
            """
            SELECT r.*, (SELECT count(*) FROM access_review_item i
                          WHERE i.firm_id = r.firm_id AND i.review_id = r.id) AS items,
                        (SELECT count(i.decision) FROM access_review_item i
                          WHERE i.firm_id = r.firm_id AND i.review_id = r.id) AS decided
              FROM access_review r
            """;

    private final JdbcClient jdbc;

    ReviewStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UUID firm, Review review) {
        jdbc.sql(
                        """
                        INSERT INTO access_review (id, firm_id, name, scope, roles, reviewer_id, deputy_id, due_on,
                                                   due_at, opened_at, opened_by)
                        VALUES (:id, :firm, :name, :scope, :roles, :reviewer, :deputy, :dueOn, :dueAt, :at, :by)
                        """)
                .param("id", review.id())
                .param("firm", firm)
                .param("name", review.name())
                .param("scope", review.scope().name())
                .param("roles", names(review.roles()))
                .param("reviewer", review.reviewer())
                .param("deputy", review.deputy(), OTHER)
                .param("dueOn", review.dueOn())
                .param("dueAt", review.dueAt().atOffset(UTC))
                .param("at", review.openedAt().atOffset(UTC))
                .param("by", review.openedBy())
                .update();
    }

    Optional<Review> find(UUID firm, UUID id) {
        return jdbc.sql(SELECT + " WHERE r.firm_id = :firm AND r.id = :id")
                .param("firm", firm)
                .param("id", id)
                .query(ReviewStore::review)
                .optional();
    }

    /** So that a decision and the closing of the same review come one after the other. */
    void lock(UUID firm, UUID id) {
        jdbc.sql("SELECT 1 FROM access_review WHERE firm_id = :firm AND id = :id FOR UPDATE")
                .param("firm", firm)
                .param("id", id)
                .query()
                .listOfRows();
    }

    /** The newest first. */
    List<Review> list(UUID firm, @Nullable Cursor after, int rows) {
        return jdbc.sql(
                        SELECT
                                + """
                                 WHERE r.firm_id = :firm AND (:after::uuid IS NULL OR r.id < :after)
                                 ORDER BY r.id DESC LIMIT :rows
                                """)
                .param("firm", firm)
                .param("after", after == null ? null : after.id(0), OTHER)
                .param("rows", rows)
                .query(ReviewStore::review)
                .list();
    }

    void close(UUID firm, UUID id, Instant at, ReviewReport report) {
        jdbc.sql(
                        """
                        UPDATE access_review SET closed_at = :at, report = :json, report_csv = :csv
                         WHERE firm_id = :firm AND id = :id
                        """)
                .param("at", at.atOffset(UTC))
                .param("json", report.json())
                .param("csv", report.csv())
                .param("firm", firm)
                .param("id", id)
                .update();
    }

    Optional<ReviewReport> report(UUID firm, UUID id) {
        return jdbc.sql(
                        """
                        SELECT report, report_csv FROM access_review
                         WHERE firm_id = :firm AND id = :id AND closed_at IS NOT NULL
                        """)
                .param("firm", firm)
                .param("id", id)
                .query((row, _) -> new ReviewReport(row.getString(1), row.getString(2)))
                .optional();
    }

    /** An open review that somebody should be reminded of, in whichever firm. */
    record Due(UUID firm, UUID review, boolean isLate) {}

    /** Open ones due soon and not yet reminded of, and overdue ones not reminded of since then. */
    List<Due> toRemind(Instant now, Instant soon, Instant lastLate) {
        return jdbc.sql(
                        """
                        SELECT firm_id, id, due_at < :now AS is_late FROM access_review
                         WHERE closed_at IS NULL
                           AND (due_at >= :now AND due_at < :soon AND early_reminder_at IS NULL
                                OR due_at < :now AND coalesce(late_reminder_at < :lastLate, true))
                        """)
                .param("now", now.atOffset(UTC))
                .param("soon", soon.atOffset(UTC))
                .param("lastLate", lastLate.atOffset(UTC))
                .query((row, _) ->
                        new Due(
                                row.getObject("firm_id", UUID.class),
                                row.getObject("id", UUID.class),
                                row.getBoolean("is_late")))
                .list();
    }

    void reminded(UUID firm, UUID id, boolean late, Instant at) {
        jdbc.sql(
                        "UPDATE access_review SET %s = :at WHERE firm_id = :firm AND id = :id AND closed_at IS NULL"
                                .formatted(late ? "late_reminder_at" : "early_reminder_at"))
                .param("at", at.atOffset(UTC))
                .param("firm", firm)
                .param("id", id)
                .update();
    }

    record Census(int open, int overdue) {}

    /** In all firms. */
    Census census(Instant now) {
        return jdbc.sql(
                        """
                        SELECT count(*), count(*) FILTER (WHERE due_at < :now)
                          FROM access_review WHERE closed_at IS NULL
                        """)
                .param("now", now.atOffset(UTC))
                .query((row, _) -> new Census(row.getInt(1), row.getInt(2)))
                .single();
    }

    private static Review review(ResultSet row, int number) throws SQLException {
        var closed = row.getObject("closed_at", OffsetDateTime.class);
        return new Review(
                row.getObject("id", UUID.class),
                row.getString("name"),
                Review.Scope.valueOf(row.getString("scope")),
                roles(row, "roles"),
                row.getObject("reviewer_id", UUID.class),
                row.getObject("deputy_id", UUID.class),
                row.getObject("due_on", LocalDate.class),
                row.getObject("due_at", OffsetDateTime.class).toInstant(),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                row.getString("opened_by"),
                closed == null ? null : closed.toInstant(),
                row.getInt("items"),
                row.getInt("decided"));
    }

    static String[] names(Set<Role> roles) {
        return roles.stream().sorted().map(Role::name).toArray(String[]::new);
    }

    static Set<Role> roles(ResultSet row, String column) throws SQLException {
        var roles = EnumSet.noneOf(Role.class);
        var array = row.getArray(column);
        if (array != null) {
            Arrays.stream((String[]) array.getArray()).map(Role::valueOf).forEach(roles::add);
        }
        return roles;
    }
}
