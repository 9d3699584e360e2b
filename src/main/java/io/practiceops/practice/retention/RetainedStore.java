package io.practiceops.practice.retention;

import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.practice.documents.Document.Category;
import io.practiceops.practice.documents.Document.Classification;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What rules gave documents. Dates are raised, never lowered. */
@Repository
class RetainedStore {

    private static final String FACTS =
            """
            SELECT d.id, d.category, d.classification, d.year, d.tags, c.state, e.ended_on,
                   (first.uploaded_at AT TIME ZONE firm_zone())::date AS uploaded_on
              FROM document d
              JOIN document_version first
                ON first.firm_id = d.firm_id AND first.document_id = d.id AND first.number = 1
              JOIN client c ON c.firm_id = d.firm_id AND c.id = d.client_id
              LEFT JOIN client_end e ON e.firm_id = d.firm_id AND e.client_id = d.client_id
             WHERE d.firm_id = :firm
            """;

    /** Against a disposal at the same moment, which would take the document from under us. */
    private static final String STAY = " FOR KEY SHARE OF d";

    /** A row as it is stored. */
    record Row(
            UUID document,
            String rule,
            int version,
            String name,
            Period period,
            CountedFrom from,
            @Nullable LocalDate countedFrom,
            @Nullable LocalDate until) {}

    private final JdbcClient jdbc;

    RetainedStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of the firm. A transaction in the platform role has none. */
    ZoneId zone() {
        return ZoneId.of(jdbc.sql("SELECT firm_zone()").query(String.class).single());
    }

    List<DocumentFacts> facts(Collection<UUID> documents) {
        return facts(documents, "");
    }

    /** The same of those that are there and stay until the transaction ends. */
    List<DocumentFacts> factsToStay(Collection<UUID> documents) {
        return facts(documents, STAY);
    }

    private List<DocumentFacts> facts(Collection<UUID> documents, String lock) {
        return jdbc.sql(FACTS + " AND d.id = ANY (:ids) ORDER BY d.id" + lock)
                .param("firm", Acting.firm())
                .param("ids", documents.toArray(UUID[]::new))
                .query(RetainedStore::facts)
                .list();
    }

    /** The next in the order of identifiers, which stay until the transaction ends. */
    List<DocumentFacts> factsAfter(@Nullable UUID after, int rows) {
        return jdbc.sql(
                        FACTS
                                + " AND (:after::uuid IS NULL OR d.id > :after::uuid) ORDER BY d.id LIMIT :rows"
                                + STAY)
                .param("firm", Acting.firm())
                .param("after", after)
                .param("rows", rows)
                .query(RetainedStore::facts)
                .list();
    }

    /** Some of those last counted with other rules; they stay until the transaction ends. */
    List<DocumentFacts> factsCountedOtherwise(String rules, int rows) {
        return jdbc.sql(
                        FACTS
                                + """
                                   AND d.id IN (SELECT k.document_id FROM document_kept k
                                                 WHERE k.firm_id = :firm AND (k.rules < :rules OR k.rules > :rules))
                                 ORDER BY d.id LIMIT :rows
                                """
                                + STAY)
                .param("firm", Acting.firm())
                .param("rules", rules)
                .param("rows", rows)
                .query(RetainedStore::facts)
                .list();
    }

    /**
     * Waits for transactions that bring that client a document: those that come later see what this
     * transaction sees.
     */
    void awaitArrivals(UUID client) {
        jdbc.sql("SELECT id FROM client WHERE firm_id = :firm AND id = :client FOR UPDATE")
                .param("firm", Acting.firm())
                .param("client", client)
                .query(UUID.class)
                .optional();
    }

    List<UUID> ofClient(UUID client) {
        return jdbc.sql(
                        "SELECT id FROM document WHERE firm_id = :firm AND client_id = :client ORDER BY id")
                .param("firm", Acting.firm())
                .param("client", client)
                .query(UUID.class)
                .list();
    }

    List<Row> given(Collection<UUID> documents) {
        return jdbc.sql(
                        """
                        SELECT document_id, rule, rule_version, rule_name, unit, length, event, counted_from, kept_until
                          FROM document_retention WHERE firm_id = :firm AND document_id = ANY (:ids)
                        """)
                .param("firm", Acting.firm())
                .param("ids", documents.toArray(UUID[]::new))
                .query((row, _) ->
                        new Row(
                                row.getObject("document_id", UUID.class),
                                row.getString("rule"),
                                row.getInt("rule_version"),
                                row.getString("rule_name"),
                                new Period(
                                        Period.Unit.valueOf(row.getString("unit")),
                                        row.getInt("length")),
                                CountedFrom.valueOf(row.getString("event")),
                                row.getObject("counted_from", LocalDate.class),
                                row.getObject("kept_until", LocalDate.class)))
                .list();
    }

    /** Adds what is new and raises what became later; what would be shorter is left as it is. */
    void give(List<Row> rows, Instant at) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        INSERT INTO document_retention AS old
                               (document_id, rule, rule_version, firm_id, rule_name, unit, length, event,
                                counted_from, kept_until, given_at)
                        SELECT new.document, new.rule, new.version, :firm, new.name, new.unit, new.length, new.event,
                               new.counted::date, new.until::date, :at
                          FROM unnest(:documents::uuid[], :rules::text[], :versions::int[], :names::text[],
                                      :units::text[], :lengths::int[], :events::text[], :counted::text[], :untils::text[])
                            AS new (document, rule, version, name, unit, length, event, counted, until)
                        ON CONFLICT (document_id, rule, rule_version, firm_id) DO UPDATE
                           SET counted_from = excluded.counted_from, kept_until = excluded.kept_until,
                               given_at = excluded.given_at
                         WHERE excluded.kept_until IS NOT NULL
                           AND (old.kept_until IS NULL OR excluded.kept_until > old.kept_until)
                        """)
                .param("firm", Acting.firm())
                .param("at", at.atOffset(UTC))
                .param("documents", rows.stream().map(Row::document).toArray(UUID[]::new))
                .param("rules", rows.stream().map(Row::rule).toArray(String[]::new))
                .param("versions", rows.stream().map(Row::version).toArray(Integer[]::new))
                .param("names", rows.stream().map(Row::name).toArray(String[]::new))
                .param(
                        "units",
                        rows.stream().map(row -> row.period().unit().name()).toArray(String[]::new))
                .param(
                        "lengths",
                        rows.stream().map(row -> row.period().length()).toArray(Integer[]::new))
                .param("events", rows.stream().map(row -> row.from().name()).toArray(String[]::new))
                .param(
                        "counted",
                        rows.stream().map(row -> text(row.countedFrom())).toArray(String[]::new))
                .param("untils", rows.stream().map(row -> text(row.until())).toArray(String[]::new))
                .update();
    }

    private static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }

    /** Says of those documents which of their dates is the latest. */
    void sum(Collection<UUID> documents, String rules, Instant at) {
        jdbc.sql(
                        """
                        INSERT INTO document_kept AS old (document_id, firm_id, kept_until, open, rules, counted_at)
                        SELECT wanted.id, :firm, max(given.kept_until),
                               coalesce(bool_or(given.kept_until IS NULL AND given.document_id IS NOT NULL), false),
                               :rules, :at
                          FROM unnest(:ids::uuid[]) AS wanted (id)
                          LEFT JOIN document_retention given
                            ON given.firm_id = :firm AND given.document_id = wanted.id
                         GROUP BY wanted.id
                        ON CONFLICT (document_id, firm_id) DO UPDATE
                           SET kept_until = greatest(old.kept_until, excluded.kept_until), open = excluded.open,
                               rules = excluded.rules, counted_at = excluded.counted_at
                        """)
                .param("firm", Acting.firm())
                .param("ids", documents.toArray(UUID[]::new))
                .param("rules", rules)
                .param("at", at.atOffset(UTC))
                .update();
    }

    boolean isCounted(UUID document) {
        return jdbc.sql(
                                "SELECT count(*) FROM document_kept WHERE firm_id = :firm AND document_id = :id")
                        .param("firm", Acting.firm())
                        .param("id", document)
                        .query(Long.class)
                        .single()
                == 1;
    }

    void clientEnded(UUID client, LocalDate on, Instant at) {
        jdbc.sql(
                        """
                        INSERT INTO client_end (client_id, firm_id, ended_on, recorded_by, recorded_at)
                        VALUES (:client, :firm, :on, :by, :at)
                        ON CONFLICT (client_id, firm_id) DO UPDATE
                           SET ended_on = excluded.ended_on, recorded_by = excluded.recorded_by,
                               recorded_at = excluded.recorded_at
                        """)
                .param("client", client)
                .param("firm", Acting.firm())
                .param("on", on)
                .param("by", Acting.actor().name())
                .param("at", at.atOffset(UTC))
                .update();
    }

    Optional<LocalDate> clientEnd(UUID client) {
        return jdbc.sql(
                        "SELECT ended_on FROM client_end WHERE firm_id = :firm AND client_id = :client")
                .param("firm", Acting.firm())
                .param("client", client)
                .query(LocalDate.class)
                .optional();
    }

    private static DocumentFacts facts(ResultSet row, int number) throws SQLException {
        return new DocumentFacts(
                row.getObject("id", UUID.class),
                Category.valueOf(row.getString("category")),
                Classification.valueOf(row.getString("classification")),
                row.getObject("year", Integer.class),
                List.of((String[]) row.getArray("tags").getArray()),
                row.getObject("uploaded_on", LocalDate.class),
                row.getString("state"),
                row.getObject("ended_on", LocalDate.class));
    }
}
