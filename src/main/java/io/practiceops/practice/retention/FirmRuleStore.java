package io.practiceops.practice.retention;

import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.practice.documents.Document.Category;
import io.practiceops.practice.documents.Document.Classification;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rules of the firm's own. */
@Repository
class FirmRuleStore {

    private static final String SELECT =
            """
            SELECT id, version, name, categories, classifications, tag, jurisdiction, unit, length, event, source, url,
                   effective_from, made_by
              FROM retention_rule WHERE firm_id = :firm AND ended_at IS NULL
            """;

    private final JdbcClient jdbc;

    FirmRuleStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<RetentionRule> all() {
        return jdbc.sql(SELECT + " ORDER BY id")
                .param("firm", Acting.firm())
                .query(FirmRuleStore::rule)
                .list();
    }

    Optional<RetentionRule> find(UUID id) {
        return jdbc.sql(SELECT + " AND id = :id")
                .param("firm", Acting.firm())
                .param("id", id)
                .query(FirmRuleStore::rule)
                .optional();
    }

    void insert(UUID id, NewRule rule, LocalDate from, Instant at) {
        with(
                        jdbc.sql(
                                """
                                INSERT INTO retention_rule
                                       (id, firm_id, version, name, categories, classifications, tag, jurisdiction,
                                        unit, length, event, source, url, effective_from, made_by, made_at)
                                VALUES (:id, :firm, 1, :name, :categories, :classifications, :tag, :jurisdiction,
                                        :unit, :length, :event, :source, :url, :effective, :by, :at)
                                """),
                        rule)
                .param("id", id)
                .param("effective", from)
                .param("by", Acting.actor().name())
                .param("at", at.atOffset(UTC))
                .update();
    }

    /** False when the version is not the newest, or the rule has ended. */
    boolean update(UUID id, int version, NewRule rule) {
        return with(
                                jdbc.sql(
                                        """
                                        UPDATE retention_rule
                                           SET version = version + 1, name = :name, categories = :categories,
                                               classifications = :classifications, tag = :tag,
                                               jurisdiction = :jurisdiction, unit = :unit, length = :length,
                                               event = :event, source = :source, url = :url
                                         WHERE firm_id = :firm AND id = :id AND version = :version
                                           AND ended_at IS NULL
                                        """),
                                rule)
                        .param("id", id)
                        .param("version", version)
                        .update()
                == 1;
    }

    boolean end(UUID id, Instant at) {
        return jdbc.sql(
                                """
                                UPDATE retention_rule SET ended_at = :at
                                 WHERE firm_id = :firm AND id = :id AND ended_at IS NULL
                                """)
                        .param("at", at.atOffset(UTC))
                        .param("firm", Acting.firm())
                        .param("id", id)
                        .update()
                == 1;
    }

    private static JdbcClient.StatementSpec with(JdbcClient.StatementSpec statement, NewRule rule) {
        var scope = rule.scope();
        return statement
                .param("firm", Acting.firm())
                .param("name", rule.name())
                .param("categories", names(scope.categories()))
                .param("classifications", names(scope.classifications()))
                .param("tag", scope.tag())
                .param("jurisdiction", scope.jurisdiction())
                .param("unit", rule.period().unit().name())
                .param("length", rule.period().length())
                .param("event", rule.from().name())
                .param("source", rule.source())
                .param("url", rule.url());
    }

    static String[] names(java.util.Set<? extends Enum<?>> set) {
        return set.stream().map(Enum::name).sorted().toArray(String[]::new);
    }

    private static RetentionRule rule(ResultSet row, int number) throws SQLException {
        return new RetentionRule(
                row.getString("id"),
                row.getInt("version"),
                row.getString("name"),
                new RetentionRule.Scope(
                        Arrays.stream((String[]) row.getArray("categories").getArray())
                                .map(Category::valueOf)
                                .collect(Collectors.toSet()),
                        Arrays.stream((String[]) row.getArray("classifications").getArray())
                                .map(Classification::valueOf)
                                .collect(Collectors.toSet()),
                        row.getString("tag"),
                        row.getString("jurisdiction"),
                        null),
                new Period(Period.Unit.valueOf(row.getString("unit")), row.getInt("length")),
                CountedFrom.valueOf(row.getString("event")),
                row.getString("source"),
                row.getString("url"),
                row.getObject("effective_from", LocalDate.class),
                null,
                null,
                null,
                "Made by " + row.getString("made_by") + ".",
                true);
    }
}
