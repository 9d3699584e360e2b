package io.practiceops.practice.documents;

import io.practiceops.foundation.kernel.Acting;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of those for whom single documents are. */
@Repository
class DocumentReaderStore {

    private final JdbcClient jdbc;

    DocumentReaderStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<DocumentReaders.Reader> of(UUID document) {
        return jdbc.sql(
                        """
                        SELECT r.user_id, p.name, r.may_edit
                          FROM document_reader r JOIN people_of_firm() p ON p.id = r.user_id
                         WHERE r.firm_id = :firm AND r.document_id = :document
                         ORDER BY lower(p.name), p.id
                        """)
                .param("firm", Acting.firm())
                .param("document", document)
                .query((row, _) ->
                        new DocumentReaders.Reader(
                                row.getObject("user_id", UUID.class),
                                row.getString("name"),
                                row.getBoolean("may_edit")))
                .list();
    }

    void put(UUID document, UUID user, boolean mayEdit) {
        jdbc.sql(
                        """
                        INSERT INTO document_reader (firm_id, document_id, user_id, may_edit)
                        VALUES (:firm, :document, :user, :edit)
                        ON CONFLICT (document_id, user_id, firm_id) DO UPDATE SET may_edit = excluded.may_edit
                        """)
                .param("firm", Acting.firm())
                .param("document", document)
                .param("user", user)
                .param("edit", mayEdit)
                .update();
    }

    /** The same people, with the same rights, of another document that has none yet. */
    void copy(UUID from, UUID to) {
        jdbc.sql(
                        """
                        INSERT INTO document_reader (firm_id, document_id, user_id, may_edit)
                        SELECT firm_id, :to, user_id, may_edit FROM document_reader
                         WHERE firm_id = :firm AND document_id = :from
                        """)
                .param("firm", Acting.firm())
                .param("from", from)
                .param("to", to)
                .update();
    }

    /**
     * What was attached to an e-mail, and to e-mails within it, and is for the same people with the
     * same rights; in the order of identifiers.
     */
    List<UUID> partsInStep(UUID mail) {
        return jdbc.sql(
                        """
                        WITH RECURSIVE part AS (
                            SELECT id FROM document WHERE firm_id = :firm AND part_of = :mail
                             UNION
                            SELECT d.id FROM part p JOIN document d ON d.firm_id = :firm AND d.part_of = p.id)
                        SELECT d.id FROM part p
                          JOIN document d ON d.firm_id = :firm AND d.id = p.id
                          JOIN document whole ON whole.firm_id = :firm AND whole.id = :mail
                         WHERE d.client_id = whole.client_id AND d.access = whole.access
                           AND (SELECT array_agg(r.user_id || r.may_edit::text ORDER BY r.user_id) FROM document_reader r
                                 WHERE r.firm_id = d.firm_id AND r.document_id = d.id)
                               IS NOT DISTINCT FROM
                               (SELECT array_agg(r.user_id || r.may_edit::text ORDER BY r.user_id) FROM document_reader r
                                 WHERE r.firm_id = d.firm_id AND r.document_id = whole.id)
                         ORDER BY d.id
                        """)
                .param("firm", Acting.firm())
                .param("mail", mail)
                .query(UUID.class)
                .list();
    }

    void remove(UUID document, UUID user) {
        jdbc.sql(
                        "DELETE FROM document_reader WHERE firm_id = :firm AND document_id = :document AND user_id = :user")
                .param("firm", Acting.firm())
                .param("document", document)
                .param("user", user)
                .update();
    }

    void removeAll(UUID document) {
        jdbc.sql("DELETE FROM document_reader WHERE firm_id = :firm AND document_id = :document")
                .param("firm", Acting.firm())
                .param("document", document)
                .update();
    }

    void open(UUID document, Document.Access access) {
        jdbc.sql(
                        """
                        UPDATE document SET access = :access, version = version + 1
                         WHERE firm_id = :firm AND id = :document AND access <> :access
                        """)
                .param("access", access.name())
                .param("firm", Acting.firm())
                .param("document", document)
                .update();
    }
}
