package io.practiceops.practice.documents;

import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Acting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The versions of documents. */
@Repository
class VersionStore {

    /** Of {@code document_version v}, as {@link #version} reads them. */
    static final String COLUMNS =
            """
            v.document_id, v.number, v.id AS version_id, v.file_name, v.media_type, v.size, v.sha256, v.state,
            v.reading, v.why, v.pages, v.note, v.restored_from, v.uploaded_by, v.uploaded_at
            """;

    private static final String SELECT =
            "SELECT " + COLUMNS + " FROM document_version v WHERE v.firm_id = :firm";

    private final JdbcClient jdbc;

    VersionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Version version) {
        jdbc.sql(
                        """
                        INSERT INTO document_version (document_id, number, firm_id, id, file_name, media_type, size,
                                                      sha256, state, reading, note, restored_from, uploaded_by,
                                                      uploaded_at)
                        VALUES (:document, :number, :firm, :id, :name, :type, :size,
                                :sha256, :state, :reading, :note, :from, :by, :at)
                        """)
                .param("document", version.documentId())
                .param("number", version.number())
                .param("firm", Acting.firm())
                .param("id", version.id())
                .param("name", version.fileName())
                .param("type", version.mediaType())
                .param("size", version.size())
                .param("sha256", version.sha256Bytes())
                .param("state", version.state().name())
                .param("reading", version.reading().name())
                .param("note", version.note())
                .param("from", version.restoredFrom())
                .param("by", version.uploadedBy())
                .param("at", version.uploadedAt().atOffset(UTC))
                .update();
    }

    Optional<Version> find(UUID document, int number) {
        return jdbc.sql(SELECT + " AND v.document_id = :document AND v.number = :number")
                .param("firm", Acting.firm())
                .param("document", document)
                .param("number", number)
                .query(VersionStore::version)
                .optional();
    }

    /** The newest first. */
    List<Version> of(UUID document) {
        return jdbc.sql(SELECT + " AND v.document_id = :document ORDER BY v.number DESC")
                .param("firm", Acting.firm())
                .param("document", document)
                .query(VersionStore::version)
                .list();
    }

    /** From quarantine to another state; false when it has left quarantine already. */
    boolean leaveQuarantine(
            UUID document,
            int number,
            Version.State state,
            String mediaType,
            @Nullable String why) {
        return jdbc.sql(
                                """
                                UPDATE document_version SET state = :state, media_type = :type, why = :why
                                 WHERE firm_id = :firm AND document_id = :document AND number = :number
                                   AND state = 'QUARANTINED'
                                """)
                        .param("state", state.name())
                        .param("type", mediaType)
                        .param("why", why)
                        .param("firm", Acting.firm())
                        .param("document", document)
                        .param("number", number)
                        .update()
                == 1;
    }

    /** From released to blocked; false when it was not released. */
    boolean recall(UUID document, int number, String why) {
        return jdbc.sql(
                                """
                                UPDATE document_version SET state = 'BLOCKED', why = :why
                                 WHERE firm_id = :firm AND document_id = :document AND number = :number
                                   AND state = 'RELEASED'
                                """)
                        .param("why", why)
                        .param("firm", Acting.firm())
                        .param("document", document)
                        .param("number", number)
                        .update()
                == 1;
    }

    /** Notes how reading ended; false when that was noted already. */
    boolean read(
            UUID document,
            int number,
            Version.Reading reading,
            @Nullable Integer pages,
            @Nullable String why) {
        return jdbc.sql(
                                """
                                UPDATE document_version SET reading = :reading, pages = :pages, why = :why
                                 WHERE firm_id = :firm AND document_id = :document AND number = :number
                                   AND reading = 'WAITING'
                                """)
                        .param("reading", reading.name())
                        .param("pages", pages)
                        .param("why", why)
                        .param("firm", Acting.firm())
                        .param("document", document)
                        .param("number", number)
                        .update()
                == 1;
    }

    void deleteOf(UUID document) {
        jdbc.sql("DELETE FROM document_version WHERE firm_id = :firm AND document_id = :document")
                .param("firm", Acting.firm())
                .param("document", document)
                .update();
    }

    static Version version(ResultSet row, int number) throws SQLException {
        return new Version(
                row.getObject("document_id", UUID.class),
                row.getInt("number"),
                row.getObject("version_id", UUID.class),
                row.getString("file_name"),
                row.getString("media_type"),
                row.getLong("size"),
                HexFormat.of().formatHex(row.getBytes("sha256")),
                Version.State.valueOf(row.getString("state")),
                Version.Reading.valueOf(row.getString("reading")),
                row.getString("why"),
                row.getObject("pages", Integer.class),
                row.getString("note"),
                row.getObject("restored_from", Integer.class),
                row.getString("uploaded_by"),
                row.getObject("uploaded_at", OffsetDateTime.class).toInstant());
    }

    /** Those with these bytes, none of which goes before the end of the transaction. */
    List<UUID> keepLiving(String sha256) {
        return jdbc.sql(
                        """
                        SELECT id FROM document_version
                         WHERE firm_id = :firm AND sha256 = decode(:sha256, 'hex') FOR KEY SHARE
                        """)
                .param("firm", Acting.firm())
                .param("sha256", sha256)
                .query(UUID.class)
                .list();
    }

    /** The SHA-256 of all versions of a firm, in hex; in the platform role. */
    Set<String> bytesOf(UUID firm) {
        return jdbc.sql(
                        """
                        SELECT DISTINCT encode(sha256, 'hex') FROM document_version
                         WHERE firm_id = :firm
                        """)
                .param("firm", firm)
                .query(String.class)
                .set();
    }
}
