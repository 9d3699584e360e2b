package io.practiceops.practice.documents;

import static java.sql.Types.OTHER;
import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** The table of documents, each read with its newest version. */
@Repository
class DocumentStore {

    private static final String SELECT =
            """
            SELECT d.id, d.client_id, d.name, d.folder, d.category, d.classification, d.year, d.tags, d.access,
                   d.part_of, d.checked_out_by, d.checked_out_name, d.checked_out_at, d.version,
            """
                    + VersionStore.COLUMNS
                    + """
                      FROM document d
                      JOIN document_version v ON v.firm_id = d.firm_id AND v.document_id = d.id AND v.number = d.current
                     WHERE d.firm_id = :firm
                    """;

    private final JdbcClient jdbc;

    DocumentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Its first version is put in apart. */
    void insert(UUID id, DocumentDetails details, @Nullable UUID partOf) {
        with(
                        details,
                        jdbc.sql(
                                """
                                INSERT INTO document (id, firm_id, client_id, name, folder, category, classification,
                                                      classification_chosen, year, tags, part_of)
                                VALUES (:id, :firm, :client, :name, :folder, :category, :classification,
                                        :classification <> 'CONFIDENTIAL', :year, :tags, :partOf)
                                """))
                .param("id", id)
                .param("partOf", partOf)
                .update();
    }

    /**
     * False when the version is not the newest. What goes to another client than the e-mail it was
     * attached to is a document of its own, until both are with one client again.
     */
    boolean update(UUID id, long version, DocumentDetails to) {
        return with(
                                to,
                                jdbc.sql(
                                        """
                                        UPDATE document
                                           SET client_id = :client, name = :name, folder = :folder,
                                               category = :category, classification = :classification,
                                               classification_chosen
                                                 = classification_chosen OR classification <> :classification,
                                               year = :year, tags = :tags, version = version + 1,
                                               part_of = CASE WHEN client_id = :client THEN part_of ELSE (
                                                 SELECT whole.id FROM document whole
                                                  WHERE whole.firm_id = document.firm_id AND whole.client_id = :client
                                                    AND whole.id IN (
                                                          SELECT document.part_of
                                                           UNION
                                                          SELECT p.document_id FROM mail_part p
                                                           WHERE p.firm_id = document.firm_id
                                                             AND p.part_id = document.id)
                                                  ORDER BY whole.id = document.part_of DESC NULLS LAST, whole.id
                                                  LIMIT 1) END
                                         WHERE firm_id = :firm AND id = :id AND version = :version
                                        """))
                        .param("id", id)
                        .param("version", version)
                        .update()
                == 1;
    }

    /** What was attached to that e-mail and came to its client before it is its part again. */
    void rejoinParts(UUID mail, UUID client) {
        jdbc.sql(
                        """
                        UPDATE document part SET part_of = :mail
                          FROM mail_part p
                         WHERE p.firm_id = :firm AND p.document_id = :mail
                           AND part.firm_id = p.firm_id AND part.id = p.part_id
                           AND part.part_of IS NULL AND part.client_id = :client
                        """)
                .param("firm", Acting.firm())
                .param("mail", mail)
                .param("client", client)
                .update();
    }

    /** False when somebody chose another classification than the one all begin with. */
    boolean classify(UUID id, Document.Classification classification) {
        return jdbc.sql(
                                """
                                UPDATE document SET classification = :classification, version = version + 1
                                 WHERE firm_id = :firm AND id = :id
                                   AND classification = 'CONFIDENTIAL' AND NOT classification_chosen
                                """)
                        .param("classification", classification.name())
                        .param("firm", Acting.firm())
                        .param("id", id)
                        .update()
                == 1;
    }

    private static StatementSpec with(DocumentDetails details, StatementSpec statement) {
        return statement
                .param("firm", Acting.firm())
                .param("client", details.clientId())
                .param("name", details.name())
                .param("folder", details.folder())
                .param("category", details.category().name())
                .param("classification", details.classification().name())
                .param("year", details.year())
                .param("tags", details.tags().toArray(String[]::new));
    }

    /** The number of the next version, which the caller now holds alone; empty when it is gone. */
    OptionalInt next(UUID id) {
        return jdbc.sql(
                        """
                        UPDATE document SET current = current + 1, version = version + 1
                         WHERE firm_id = :firm AND id = :id RETURNING current
                        """)
                .param("firm", Acting.firm())
                .param("id", id)
                .query(Integer.class)
                .optional()
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
    }

    /** False when somebody has it already, or it is gone. */
    boolean checkOut(UUID id, Actor by, Instant at) {
        return jdbc.sql(
                                """
                                UPDATE document SET checked_out_by = :by, checked_out_name = :name,
                                                    checked_out_at = :at, version = version + 1
                                 WHERE firm_id = :firm AND id = :id AND checked_out_at IS NULL
                                """)
                        .param("by", by.id())
                        .param("name", by.name())
                        .param("at", at.atOffset(UTC))
                        .param("firm", Acting.firm())
                        .param("id", id)
                        .update()
                == 1;
    }

    void checkIn(UUID id) {
        jdbc.sql(
                        """
                        UPDATE document SET checked_out_by = NULL, checked_out_name = NULL,
                                            checked_out_at = NULL, version = version + 1
                         WHERE firm_id = :firm AND id = :id AND checked_out_at IS NOT NULL
                        """)
                .param("firm", Acting.firm())
                .param("id", id)
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("DELETE FROM document WHERE firm_id = :firm AND id = :id")
                .param("firm", Acting.firm())
                .param("id", id)
                .update();
    }

    Optional<Document> find(UUID id) {
        return jdbc.sql(SELECT + " AND d.id = :id")
                .param("firm", Acting.firm())
                .param("id", id)
                .query(DocumentStore::document)
                .optional();
    }

    /**
     * Holds the row until the transaction ends, and reads it after that: a row that is locked and
     * joined in one statement is lost where its newest version came meanwhile.
     */
    Optional<Document> findForUpdate(UUID id) {
        var held =
                jdbc.sql("SELECT id FROM document WHERE firm_id = :firm AND id = :id FOR UPDATE")
                        .param("firm", Acting.firm())
                        .param("id", id)
                        .query(UUID.class)
                        .optional();
        return held.flatMap(this::find);
    }

    Map<UUID, Document> findAll(List<UUID> ids) {
        return jdbc
                .sql(SELECT + " AND d.id = ANY (:ids)")
                .param("firm", Acting.firm())
                .param("ids", ids.toArray(UUID[]::new))
                .query(DocumentStore::document)
                .list()
                .stream()
                .collect(Collectors.toMap(Document::id, Function.identity()));
    }

    /** What was attached to an e-mail and is another client's becomes a document of its own. */
    void partFromOthers(UUID id, UUID client) {
        jdbc.sql(
                        """
                        UPDATE document SET part_of = NULL
                         WHERE firm_id = :firm AND part_of = :id AND client_id <> :client
                        """)
                .param("firm", Acting.firm())
                .param("id", id)
                .param("client", client)
                .update();
    }

    List<UUID> partsOf(UUID id) {
        return jdbc.sql(
                        "SELECT id FROM document WHERE firm_id = :firm AND part_of = :id ORDER BY id")
                .param("firm", Acting.firm())
                .param("id", id)
                .query(UUID.class)
                .list();
    }

    /** Newest first: identifiers sort by time. */
    List<Document> list(@Nullable UUID client, @Nullable UUID before, int rows) {
        var sql =
                SELECT
                        + (client == null ? "" : " AND d.client_id = :client")
                        + (before == null ? "" : " AND d.id < :before")
                        + " ORDER BY d.id DESC LIMIT :rows";
        var statement = jdbc.sql(sql).param("firm", Acting.firm()).param("rows", rows);
        if (client != null) {
            statement = statement.param("client", client);
        }
        if (before != null) {
            statement = statement.param("before", before);
        }
        return statement.query(DocumentStore::document).list();
    }

    Documents.Counts counts() {
        return jdbc.sql(
                        """
                        SELECT (SELECT count(*) FROM document WHERE firm_id = :firm),
                               count(*) FILTER (WHERE v.state <> 'BLOCKED' AND v.reading = 'WAITING'),
                               count(*) FILTER (WHERE v.state <> 'BLOCKED' AND v.reading = 'UNREADABLE'),
                               count(*) FILTER (WHERE v.state = 'BLOCKED')
                          FROM document_version v
                          JOIN document d ON d.firm_id = v.firm_id AND d.id = v.document_id AND d.current = v.number
                         WHERE v.firm_id = :firm AND (v.reading <> 'SEARCHABLE' OR v.state <> 'RELEASED')
                        """)
                .param("firm", Acting.firm(), OTHER)
                .query((row, _) ->
                        new Documents.Counts(
                                row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .single();
    }

    private static Document document(ResultSet row, int number) throws SQLException {
        var details =
                new DocumentDetails(
                        row.getObject("client_id", UUID.class),
                        row.getString("name"),
                        row.getString("folder"),
                        Document.Category.valueOf(row.getString("category")),
                        Document.Classification.valueOf(row.getString("classification")),
                        row.getObject("year", Integer.class),
                        List.of((String[]) row.getArray("tags").getArray()));
        return new Document(
                row.getObject("id", UUID.class),
                details,
                Document.Access.valueOf(row.getString("access")),
                row.getObject("part_of", UUID.class),
                checkOut(row),
                VersionStore.version(row, number),
                row.getLong("version"));
    }

    private static Document.@Nullable CheckOut checkOut(ResultSet row) throws SQLException {
        var since = row.getObject("checked_out_at", OffsetDateTime.class);
        return since == null
                ? null
                : new Document.CheckOut(
                        row.getObject("checked_out_by", UUID.class),
                        row.getString("checked_out_name"),
                        since.toInstant());
    }
}
