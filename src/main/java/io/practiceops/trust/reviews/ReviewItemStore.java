package io.practiceops.trust.reviews;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is looked at in the reviews, and what was decided. Each statement names the firm. */
@Repository
class ReviewItemStore {

    private final JdbcClient jdbc;

    ReviewItemStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UUID firm, ReviewItem item) {
        jdbc.sql(
                        """
                        INSERT INTO access_review_item (id, firm_id, review_id, kind, subject_id, person_id, name, roles,
                                                        rights, keys, last_used_at, second_factor, findings)
                        VALUES (:id, :firm, :review, :kind, :subject, :person, :name, :roles,
                                :rights, :keys, :lastUsed, :secondFactor, :findings)
                        """)
                .param("id", item.id())
                .param("firm", firm)
                .param("review", item.review())
                .param("kind", item.kind().name())
                .param("subject", item.subject())
                .param("person", item.person())
                .param("name", item.name())
                .param("roles", ReviewStore.names(item.roles()))
                .param("rights", item.rights().toArray(String[]::new))
                .param("keys", item.keys())
                .param("lastUsed", item.lastUsed() == null ? null : item.lastUsed().atOffset(UTC))
                .param("secondFactor", item.secondFactor(), Types.BOOLEAN)
                .param("findings", item.findings().toArray(String[]::new))
                .update();
    }

    /** Those with findings first, then by name. */
    List<ReviewItem> of(UUID firm, UUID review) {
        return jdbc.sql(
                        """
                        SELECT * FROM access_review_item WHERE firm_id = :firm AND review_id = :review
                         ORDER BY findings = '{}', lower(name), id
                        """)
                .param("firm", firm)
                .param("review", review)
                .query(ReviewItemStore::item)
                .list();
    }

    Optional<ReviewItem> find(UUID firm, UUID id) {
        return jdbc.sql("SELECT * FROM access_review_item WHERE firm_id = :firm AND id = :id")
                .param("firm", firm)
                .param("id", id)
                .query(ReviewItemStore::item)
                .optional();
    }

    void decide(UUID firm, UUID id, ReviewItem.Verdict verdict) {
        var decision = verdict.decision();
        var changes = decision.kind() == Decision.Kind.CHANGE_ROLES;
        jdbc.sql(
                        """
                        UPDATE access_review_item
                           SET decision = :decision, new_roles = :roles, reason = :reason, decided_at = :at,
                               decided_by = :by, decided_by_name = :byName
                         WHERE firm_id = :firm AND id = :id
                        """)
                .param("decision", decision.kind().name())
                .param("roles", changes ? ReviewStore.names(decision.roles()) : null, Types.ARRAY)
                .param("reason", decision.reason())
                .param("at", verdict.at().atOffset(UTC))
                .param("by", verdict.by())
                .param("byName", verdict.byName())
                .param("firm", firm)
                .param("id", id)
                .update();
    }

    private static ReviewItem item(ResultSet row, int number) throws SQLException {
        return new ReviewItem(
                row.getObject("id", UUID.class),
                row.getObject("review_id", UUID.class),
                ReviewItem.Kind.valueOf(row.getString("kind")),
                row.getObject("subject_id", UUID.class),
                row.getObject("person_id", UUID.class),
                row.getString("name"),
                ReviewStore.roles(row, "roles"),
                List.of((String[]) row.getArray("rights").getArray()),
                row.getInt("keys"),
                instant(row, "last_used_at"),
                row.getObject("second_factor", Boolean.class),
                List.of((String[]) row.getArray("findings").getArray()),
                verdict(row));
    }

    private static ReviewItem.@Nullable Verdict verdict(ResultSet row) throws SQLException {
        var decision = row.getString("decision");
        var at = instant(row, "decided_at");
        return decision == null || at == null
                ? null
                : new ReviewItem.Verdict(
                        new Decision(
                                Decision.Kind.valueOf(decision),
                                ReviewStore.roles(row, "new_roles"),
                                row.getString("reason")),
                        row.getObject("decided_by", UUID.class),
                        row.getString("decided_by_name"),
                        at);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
