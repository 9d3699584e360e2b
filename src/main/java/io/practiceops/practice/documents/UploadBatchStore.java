package io.practiceops.practice.documents;

import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Acting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Folders that are brought in, and their files. */
@Repository
class UploadBatchStore {

    private static final String BATCH =
            """
            SELECT b.*, f.files, f.bytes, f.stored, f.stored_bytes, f.refused
              FROM upload_batch b
             CROSS JOIN LATERAL (
                   SELECT count(*) AS files, coalesce(sum(size), 0) AS bytes,
                          count(*) FILTER (WHERE state = 'STORED') AS stored,
                          coalesce(sum(size) FILTER (WHERE state = 'STORED'), 0) AS stored_bytes,
                          count(*) FILTER (WHERE state = 'REFUSED') AS refused
                     FROM upload_batch_file
                    WHERE firm_id = b.firm_id AND batch_id = b.id) f
             WHERE b.firm_id = :firm
            """;

    private static final String FILE =
            """
            SELECT path, size, modified, state, why, sha256, document_id FROM upload_batch_file
             WHERE firm_id = :firm AND batch_id = :batch
            """;

    private final JdbcClient jdbc;

    UploadBatchStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UploadBatch batch) {
        var details = batch.details();
        jdbc.sql(
                        """
                        INSERT INTO upload_batch (id, firm_id, client_id, name, folder, category, classification,
                                                  year, tags, started_by, started_at)
                        VALUES (:id, :firm, :client, :name, :folder, :category, :classification,
                                :year, :tags, :by, :at)
                        """)
                .param("id", batch.id())
                .param("firm", Acting.firm())
                .param("client", details.clientId())
                .param("name", details.name())
                .param("folder", details.folder())
                .param("category", details.category().name())
                .param("classification", details.classification().name())
                .param("year", details.year())
                .param("tags", details.tags().toArray(String[]::new))
                .param("by", batch.startedBy())
                .param("at", batch.startedAt().atOffset(UTC))
                .update();
    }

    Optional<UploadBatch> find(UUID id) {
        return jdbc.sql(BATCH + " AND b.id = :id")
                .param("firm", Acting.firm())
                .param("id", id)
                .query(UploadBatchStore::batch)
                .optional();
    }

    /** Newest first. */
    List<UploadBatch> list(@Nullable UUID client, @Nullable UUID before, int rows) {
        var statement =
                jdbc.sql(
                                BATCH
                                        + (client == null ? "" : " AND b.client_id = :client")
                                        + (before == null ? "" : " AND b.id < :before")
                                        + " ORDER BY b.id DESC LIMIT :rows")
                        .param("firm", Acting.firm())
                        .param("rows", rows);
        if (client != null) {
            statement = statement.param("client", client);
        }
        if (before != null) {
            statement = statement.param("before", before);
        }
        return statement.query(UploadBatchStore::batch).list();
    }

    /** Puts files on the list, or again on it; what is stored stays as it is. */
    void announce(UUID batch, List<BatchFile> files) {
        jdbc.sql(
                        """
                        INSERT INTO upload_batch_file (batch_id, firm_id, path, size, modified, state, why)
                        SELECT :batch, :firm, f.path, f.size, f.modified, f.state, f.why
                          FROM unnest(:paths::text[], :sizes::bigint[], :modified::bigint[], :states::text[],
                                      :whys::text[]) AS f (path, size, modified, state, why)
                         ORDER BY f.path
                        ON CONFLICT (batch_id, path, firm_id) DO UPDATE
                           SET size = excluded.size, modified = excluded.modified, state = excluded.state,
                               why = excluded.why
                         WHERE upload_batch_file.state <> 'STORED'
                        """)
                .param("batch", batch)
                .param("firm", Acting.firm())
                .param("paths", files.stream().map(BatchFile::path).toArray(String[]::new))
                .param("sizes", files.stream().map(BatchFile::size).toArray(Long[]::new))
                .param("modified", files.stream().map(BatchFile::modified).toArray(Long[]::new))
                .param(
                        "states",
                        files.stream().map(one -> one.state().name()).toArray(String[]::new))
                .param("whys", files.stream().map(BatchFile::why).toArray(String[]::new))
                .update();
    }

    int count(UUID batch) {
        return jdbc.sql(
                        "SELECT count(*) FROM upload_batch_file WHERE firm_id = :firm AND batch_id = :batch")
                .param("firm", Acting.firm())
                .param("batch", batch)
                .query(Integer.class)
                .single();
    }

    Optional<BatchFile> file(UUID batch, String path) {
        return file(batch, path, "");
    }

    /** Holds the row until the transaction ends. */
    Optional<BatchFile> fileForUpdate(UUID batch, String path) {
        return file(batch, path, " FOR UPDATE");
    }

    private Optional<BatchFile> file(UUID batch, String path, String lock) {
        return jdbc.sql(FILE + " AND path = :path" + lock)
                .param("firm", Acting.firm())
                .param("batch", batch)
                .param("path", path)
                .query(UploadBatchStore::file)
                .optional();
    }

    List<BatchFile> files(UUID batch, List<String> paths) {
        return jdbc.sql(FILE + " AND path = ANY (:paths) ORDER BY path")
                .param("firm", Acting.firm())
                .param("batch", batch)
                .param("paths", paths.toArray(String[]::new))
                .query(UploadBatchStore::file)
                .list();
    }

    /** By path; of one state, or of all with null. */
    List<BatchFile> files(
            UUID batch, BatchFile.@Nullable State state, @Nullable String after, int rows) {
        var statement =
                jdbc.sql(
                                FILE
                                        + (state == null ? "" : " AND state = :state")
                                        + (after == null ? "" : " AND path > :after")
                                        + " ORDER BY path LIMIT :rows")
                        .param("firm", Acting.firm())
                        .param("batch", batch)
                        .param("rows", rows);
        if (state != null) {
            statement = statement.param("state", state.name());
        }
        if (after != null) {
            statement = statement.param("after", after);
        }
        return statement.query(UploadBatchStore::file).list();
    }

    void stored(UUID batch, String path, Version version) {
        jdbc.sql(
                        """
                        UPDATE upload_batch_file
                           SET state = 'STORED', why = NULL, size = :size, sha256 = :sha256, document_id = :document
                         WHERE firm_id = :firm AND batch_id = :batch AND path = :path
                        """)
                .param("size", version.size())
                .param("sha256", version.sha256Bytes())
                .param("document", version.documentId())
                .param("firm", Acting.firm())
                .param("batch", batch)
                .param("path", path)
                .update();
    }

    private static UploadBatch batch(ResultSet row, int number) throws SQLException {
        var details =
                new DocumentDetails(
                        row.getObject("client_id", UUID.class),
                        row.getString("name"),
                        row.getString("folder"),
                        Document.Category.valueOf(row.getString("category")),
                        Document.Classification.valueOf(row.getString("classification")),
                        row.getObject("year", Integer.class),
                        List.of((String[]) row.getArray("tags").getArray()));
        return new UploadBatch(
                row.getObject("id", UUID.class),
                details,
                row.getString("started_by"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                new UploadBatch.Progress(
                        row.getInt("files"),
                        row.getLong("bytes"),
                        row.getInt("stored"),
                        row.getLong("stored_bytes"),
                        row.getInt("refused")));
    }

    private static BatchFile file(ResultSet row, int number) throws SQLException {
        var sha256 = row.getBytes("sha256");
        return new BatchFile(
                row.getString("path"),
                row.getLong("size"),
                row.getLong("modified"),
                BatchFile.State.valueOf(row.getString("state")),
                row.getString("why"),
                sha256 == null ? null : HexFormat.of().formatHex(sha256),
                row.getObject("document_id", UUID.class));
    }
}
