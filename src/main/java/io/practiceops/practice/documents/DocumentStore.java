package io.practiceops.practice.documents;

import static java.sql.Types.OTHER;
import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Acting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of documents. */
@Repository
class DocumentStore {

    private static final String SELECT =
            """
            SELECT id, client_id, name, category, media_type, size, sha256, reading, unreadable, pages,
                   uploaded_by, uploaded_at, version
              FROM document WHERE firm_id = :firm
            """;

    private final JdbcClient jdbc;

    DocumentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Document document) {
        jdbc.sql(
                        """
                        INSERT INTO document (id, firm_id, client_id, name, category, media_type, size, sha256,
                                              reading, uploaded_by, uploaded_at)
                        VALUES (:id, :firm, :client, :name, :category, :type, :size, :sha256,
                                :reading, :by, :at)
                        """)
                .param("id", document.id())
                .param("firm", Acting.firm())
                .param("client", document.clientId())
                .param("name", document.name())
                .param("category", document.category().name())
                .param("type", document.mediaType())
                .param("size", document.size())
                .param("sha256", document.sha256Bytes())
                .param("reading", document.reading().name())
                .param("by", document.uploadedBy())
                .param("at", document.uploadedAt().atOffset(UTC))
                .update();
    }

    /** False when the version is not the newest. */
    boolean update(UUID id, long version, NewDocument to) {
        return jdbc.sql(
                                """
                                UPDATE document SET name = :name, client_id = :client, category = :category,
                                                    version = version + 1
                                 WHERE firm_id = :firm AND id = :id AND version = :version
                                """)
                        .param("name", to.name())
                        .param("client", to.clientId())
                        .param("category", to.category().name())
                        .param("firm", Acting.firm())
                        .param("id", id)
                        .param("version", version)
                        .update()
                == 1;
    }

    /** Notes how reading ended; false when somebody else did already. */
    boolean read(
            UUID id,
            Document.Reading reading,
            String mediaType,
            @Nullable Integer pages,
            @Nullable String unreadable) {
        return jdbc.sql(
                                """
                                UPDATE document SET reading = :reading, media_type = :type, pages = :pages,
                                                    unreadable = :unreadable
                                 WHERE firm_id = :firm AND id = :id AND reading = 'WAITING'
                                """)
                        .param("reading", reading.name())
                        .param("type", mediaType)
                        .param("pages", pages)
                        .param("unreadable", unreadable)
                        .param("firm", Acting.firm())
                        .param("id", id)
                        .update()
                == 1;
    }

    Optional<Document> find(UUID id) {
        return jdbc.sql(SELECT + " AND id = :id")
                .param("firm", Acting.firm())
                .param("id", id)
                .query(DocumentStore::document)
                .optional();
    }

    Map<UUID, Document> findAll(List<UUID> ids) {
        return jdbc
                .sql(SELECT + " AND id = ANY (:ids)")
                .param("firm", Acting.firm())
                .param("ids", ids.toArray(UUID[]::new))
                .query(DocumentStore::document)
                .list()
                .stream()
                .collect(Collectors.toMap(Document::id, Function.identity()));
    }

    /** Newest first: identifiers sort by time. */
    List<Document> list(@Nullable UUID client, @Nullable UUID before, int rows) {
        var sql =
                SELECT
                        + (client == null ? "" : " AND client_id = :client")
                        + (before == null ? "" : " AND id < :before")
                        + " ORDER BY id DESC LIMIT :rows";
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
                        SELECT count(*), count(*) FILTER (WHERE reading = 'WAITING'),
                               count(*) FILTER (WHERE reading = 'UNREADABLE')
                          FROM document WHERE firm_id = :firm
                        """)
                .param("firm", Acting.firm(), OTHER)
                .query((row, _) ->
                        new Documents.Counts(row.getLong(1), row.getLong(2), row.getLong(3)))
                .single();
    }

    private static Document document(ResultSet row, int number) throws SQLException {
        return new Document(
                row.getObject("id", UUID.class),
                row.getObject("client_id", UUID.class),
                row.getString("name"),
                Document.Category.valueOf(row.getString("category")),
                row.getString("media_type"),
                row.getLong("size"),
                HexFormat.of().formatHex(row.getBytes("sha256")),
                Document.Reading.valueOf(row.getString("reading")),
                row.getString("unreadable"),
                row.getObject("pages", Integer.class),
                row.getString("uploaded_by"),
                row.getObject("uploaded_at", OffsetDateTime.class).toInstant(),
                row.getLong("version"));
    }
}
