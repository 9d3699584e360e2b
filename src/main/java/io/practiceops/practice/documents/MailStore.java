package io.practiceops.practice.documents;

import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.practice.parsing.Mail;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** E-mails that are documents, and what became of their attachments. */
@Repository
class MailStore {

    private final JdbcClient jdbc;

    MailStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UUID document, int number, Mail mail) {
        insert(
                document,
                number,
                new MailLetter(
                        mail.from(),
                        mail.to(),
                        mail.cc(),
                        mail.subject(),
                        mail.sent(),
                        mail.leftOut(),
                        null,
                        List.of()));
    }

    void insertUnreadable(UUID document, int number, String why) {
        insert(
                document,
                number,
                new MailLetter(null, List.of(), List.of(), null, null, 0, why, List.of()));
    }

    private void insert(UUID document, int number, MailLetter mail) {
        var sent = mail.sent();
        jdbc.sql(
                        """
                        INSERT INTO mail (document_id, number, firm_id, sender, receivers, copies, subject, sent_at,
                                          left_out, why)
                        VALUES (:document, :number, :firm, :from, :to, :cc, :subject, :sent, :leftOut, :why)
                        ON CONFLICT DO NOTHING
                        """)
                .param("document", document)
                .param("number", number)
                .param("firm", Acting.firm())
                .param("from", mail.from())
                .param("to", mail.to().toArray(String[]::new))
                .param("cc", mail.cc().toArray(String[]::new))
                .param("subject", mail.subject())
                .param("sent", sent == null ? null : sent.atOffset(UTC))
                .param("leftOut", mail.leftOut())
                .param("why", mail.why())
                .update();
    }

    /** False when that attachment was dealt with already. */
    boolean insertPart(UUID document, int number, int part, String name, @Nullable String why) {
        return jdbc.sql(
                                """
                                INSERT INTO mail_part (document_id, number, part, firm_id, name, why)
                                VALUES (:document, :number, :part, :firm, :name, :why)
                                ON CONFLICT DO NOTHING
                                """)
                        .param("document", document)
                        .param("number", number)
                        .param("part", part)
                        .param("firm", Acting.firm())
                        .param("name", name)
                        .param("why", why)
                        .update()
                == 1;
    }

    void becameDocument(UUID document, int number, int part, UUID became) {
        jdbc.sql(
                        """
                        UPDATE mail_part SET part_id = :became
                         WHERE firm_id = :firm AND document_id = :document AND number = :number AND part = :part
                        """)
                .param("became", became)
                .param("firm", Acting.firm())
                .param("document", document)
                .param("number", number)
                .param("part", part)
                .update();
    }

    boolean isDealtWith(UUID document, int number, int part) {
        return jdbc.sql(
                        """
                        SELECT EXISTS (SELECT FROM mail_part
                                        WHERE firm_id = :firm AND document_id = :document AND number = :number
                                          AND part = :part)
                        """)
                .param("firm", Acting.firm())
                .param("document", document)
                .param("number", number)
                .param("part", part)
                .query(Boolean.class)
                .single();
    }

    /** Whether an earlier version of the same bytes was taken apart. */
    boolean wasUnpacked(UUID document, int number) {
        return jdbc.sql(
                        """
                        SELECT EXISTS (
                          SELECT FROM document_version now
                            JOIN document_version earlier USING (firm_id, document_id, sha256)
                            JOIN mail m ON m.firm_id = earlier.firm_id AND m.document_id = earlier.document_id
                                       AND m.number = earlier.number
                           WHERE now.firm_id = :firm AND now.document_id = :document AND now.number = :number
                             AND earlier.number < now.number AND m.why IS NULL)
                        """)
                .param("firm", Acting.firm())
                .param("document", document)
                .param("number", number)
                .query(Boolean.class)
                .single();
    }

    /** The document that an equal attachment of another version of the mail became. */
    Optional<UUID> becameBefore(UUID document, int number, String name, String sha256) {
        return jdbc.sql(
                        """
                        SELECT p.part_id FROM mail_part p
                          JOIN document_version v ON v.firm_id = p.firm_id AND v.document_id = p.part_id
                         WHERE p.firm_id = :firm AND p.document_id = :document AND p.number <> :number
                           AND v.sha256 = decode(:sha256, 'hex')
                         ORDER BY p.name = :name DESC, p.number, p.part LIMIT 1
                        """)
                .param("firm", Acting.firm())
                .param("document", document)
                .param("number", number)
                .param("sha256", sha256)
                .param("name", name)
                .query(UUID.class)
                .optional();
    }

    /** How many mails it is inside of, one in the other. */
    int depth(UUID document) {
        return jdbc.sql(
                        """
                        WITH RECURSIVE above AS (
                            SELECT part_of, 0 AS depth FROM document WHERE firm_id = :firm AND id = :document
                            UNION ALL
                            SELECT d.part_of, a.depth + 1 FROM above a
                              JOIN document d ON d.firm_id = :firm AND d.id = a.part_of
                             WHERE a.depth < 50)
                        SELECT max(depth) FROM above
                        """)
                .param("firm", Acting.firm())
                .param("document", document)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /** As that version, or an earlier one of the same bytes, was taken apart. */
    Optional<MailLetter> find(UUID document, int number) {
        return jdbc.sql(
                        """
                        SELECT m.number, sender, receivers, copies, subject, sent_at, left_out, m.why
                          FROM document_version now
                          JOIN document_version same USING (firm_id, document_id, sha256)
                          JOIN mail m ON m.firm_id = same.firm_id AND m.document_id = same.document_id
                                     AND m.number = same.number
                         WHERE now.firm_id = :firm AND now.document_id = :document AND now.number = :number
                           AND same.number <= now.number
                         ORDER BY same.number DESC LIMIT 1
                        """)
                .param("firm", Acting.firm())
                .param("document", document)
                .param("number", number)
                .query((row, _) -> {
                    var sent = row.getObject("sent_at", OffsetDateTime.class);
                    return new MailLetter(
                            row.getString("sender"),
                            List.of((String[]) row.getArray("receivers").getArray()),
                            List.of((String[]) row.getArray("copies").getArray()),
                            row.getString("subject"),
                            sent == null ? null : sent.toInstant(),
                            row.getInt("left_out"),
                            row.getString("why"),
                            parts(document, row.getInt("number")));
                })
                .optional();
    }

    private List<MailLetter.Part> parts(UUID document, int number) {
        return jdbc.sql(
                        """
                        SELECT part, name, part_id, why FROM mail_part
                         WHERE firm_id = :firm AND document_id = :document AND number = :number ORDER BY part
                        """)
                .param("firm", Acting.firm())
                .param("document", document)
                .param("number", number)
                .query((row, _) ->
                        new MailLetter.Part(
                                row.getInt("part"),
                                row.getString("name"),
                                row.getObject("part_id", UUID.class),
                                row.getString("why")))
                .list();
    }
}
