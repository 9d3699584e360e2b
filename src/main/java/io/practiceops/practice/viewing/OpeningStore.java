package io.practiceops.practice.viewing;

import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Acting;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Openings of versions, for as long as pages may be asked for. */
@Repository
class OpeningStore {

    private final JdbcClient jdbc;

    OpeningStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UUID id, UUID document, int number, UUID by, Instant at) {
        jdbc.sql(
                        """
                        INSERT INTO document_opening (id, firm_id, document_id, number, opened_by, opened_at)
                        VALUES (:id, :firm, :document, :number, :by, :at)
                        """)
                .param("id", id)
                .param("firm", Acting.firm())
                .param("document", document)
                .param("number", number)
                .param("by", by)
                .param("at", at.atOffset(UTC))
                .update();
    }

    /** The number of the version opened, if by this person and not before that time. */
    Optional<Integer> number(UUID id, UUID document, UUID by, Instant since) {
        return jdbc.sql(
                        """
                        SELECT number FROM document_opening
                         WHERE firm_id = :firm AND id = :id AND document_id = :document
                           AND opened_by = :by AND opened_at >= :since
                        """)
                .param("firm", Acting.firm())
                .param("id", id)
                .param("document", document)
                .param("by", by)
                .param("since", since.atOffset(UTC))
                .query(Integer.class)
                .optional();
    }

    void forget(UUID by, Instant before) {
        jdbc.sql(
                        """
                        DELETE FROM document_opening
                         WHERE firm_id = :firm AND opened_by = :by AND opened_at < :before
                        """)
                .param("firm", Acting.firm())
                .param("by", by)
                .param("before", before.atOffset(UTC))
                .update();
    }
}
