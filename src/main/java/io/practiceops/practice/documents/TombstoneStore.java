package io.practiceops.practice.documents;

import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Acting;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The stones of documents that are gone. */
@Repository
class TombstoneStore {

    private final JdbcClient jdbc;

    TombstoneStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** While the document is there: its stone is for whom it was. */
    void insert(Tombstone stone) {
        jdbc.sql(
                        """
                        INSERT INTO document_tombstone (id, firm_id, client_id, category, versions, sha256, because,
                                                        disposed_by, disposed_at, only_for)
                        SELECT d.id, d.firm_id, :client, :category, :versions, :sha256, :because, :by, :at,
                               CASE WHEN d.access = 'NAMED' THEN
                                 ARRAY(SELECT r.user_id FROM document_reader r
                                        WHERE r.firm_id = d.firm_id AND r.document_id = d.id) END
                          FROM document d WHERE d.firm_id = :firm AND d.id = :id
                        """)
                .param("id", stone.id())
                .param("firm", Acting.firm())
                .param("client", stone.clientId())
                .param("category", stone.category().name())
                .param("versions", stone.sha256().size())
                .param("sha256", stone.sha256().toArray(String[]::new))
                .param("because", stone.because())
                .param("by", stone.disposedBy())
                .param("at", stone.disposedAt().atOffset(UTC))
                .update();
    }

    Optional<Tombstone> find(UUID id) {
        return jdbc.sql(
                        """
                        SELECT id, client_id, category, sha256, because, disposed_by, disposed_at
                          FROM document_tombstone WHERE firm_id = :firm AND id = :id
                        """)
                .param("firm", Acting.firm())
                .param("id", id)
                .query((row, _) ->
                        new Tombstone(
                                row.getObject("id", UUID.class),
                                row.getObject("client_id", UUID.class),
                                Document.Category.valueOf(row.getString("category")),
                                List.of((String[]) row.getArray("sha256").getArray()),
                                row.getString("because"),
                                row.getString("disposed_by"),
                                row.getObject("disposed_at", OffsetDateTime.class).toInstant()))
                .optional();
    }
}
