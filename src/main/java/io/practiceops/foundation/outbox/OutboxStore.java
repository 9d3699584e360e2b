package io.practiceops.foundation.outbox;

import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of the outbox. Whatever the role, those of the actor's firm alone, or those of none. */
final class OutboxStore {

    /** A message with what sending it takes. */
    record Outgoing(Letter letter, int sending) {}

    private final JdbcClient jdbc;

    OutboxStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UUID id, Mail mail, Message.State state, Instant now) {
        jdbc.sql(
                        """
                        INSERT INTO outbox_message (id, firm_id, channel, recipient, subject, body_text, state,
                                                    created_at)
                        VALUES (:id, :firm::uuid, 'mail', :recipient, :subject, :text, :state, :now)
                        """)
                .param("id", id)
                .param("firm", Acting.actor().firm())
                .param("recipient", mail.recipient())
                .param("subject", mail.subject())
                .param("text", mail.text())
                .param("state", state.name())
                .param("now", now.atOffset(UTC))
                .update();
    }

    /** Newest first, one more than the limit when there are more. */
    List<Message> newest(Message.@Nullable State state, @Nullable Cursor after, int limit) {
        return jdbc.sql(
                        """
                        SELECT id, recipient, subject, state, attempts, last_error, created_at, sent_at
                          FROM outbox_message
                         WHERE %s
                           AND (:state::text IS NULL OR state = :state::text)
                           AND (:after::uuid IS NULL OR id < :after::uuid)
                         ORDER BY id DESC LIMIT :limit
                        """
                                .formatted(ofUs()))
                .param("firm", Acting.actor().firm())
                .param("state", state == null ? null : state.name())
                .param("after", after == null ? null : after.id(0))
                .param("limit", limit + 1)
                .query((row, _) -> message(row))
                .list();
    }

    Optional<Outgoing> find(UUID id) {
        return jdbc.sql("SELECT * FROM outbox_message WHERE id = :id AND %s".formatted(ofUs()))
                .param("id", id)
                .param("firm", Acting.actor().firm())
                .query((row, _) ->
                        new Outgoing(
                                new Letter(
                                        message(row),
                                        row.getString("body_text"),
                                        row.getString("message_id")),
                                row.getInt("sending")))
                .optional();
    }

    /** Hands a message that is not on its way in again. Its new number of sending, or nothing. */
    Optional<Integer> handIn(UUID id) {
        return jdbc.sql(
                        """
                        UPDATE outbox_message
                           SET state = 'QUEUED', sending = sending + 1, attempts = 0, refused = false,
                               last_error = NULL
                         WHERE id = :id AND state <> 'QUEUED' AND %s
                        RETURNING sending
                        """
                                .formatted(ofUs()))
                .param("id", id)
                .param("firm", Acting.actor().firm())
                .query(Integer.class)
                .optional();
    }

    void tried(
            UUID id,
            Message.State state,
            boolean refused,
            @Nullable String error,
            String messageId,
            Instant now) {
        jdbc.sql(
                        """
                        UPDATE outbox_message
                           SET state = :state, attempts = attempts + 1, refused = :refused, last_error = :error,
                               message_id = :messageId, last_tried_at = :now,
                               sent_at = CASE WHEN :state = 'SENT' THEN :now ELSE sent_at END
                         WHERE id = :id AND state = 'QUEUED' AND %s
                        """
                                .formatted(ofUs()))
                .param("id", id)
                .param("firm", Acting.actor().firm())
                .param("state", state.name())
                .param("refused", refused)
                .param("error", error)
                .param("messageId", messageId)
                .param("now", now.atOffset(UTC))
                .update();
    }

    void keep(UUID id) {
        jdbc.sql(
                        "UPDATE outbox_message SET state = 'KEPT' WHERE id = :id AND state = 'QUEUED' AND %s"
                                .formatted(ofUs()))
                .param("id", id)
                .param("firm", Acting.actor().firm())
                .update();
    }

    /** The policy says the same for a firm; the platform role sees all, so it is said here too. */
    private static String ofUs() {
        return Acting.actor().firm() == null
                ? "(firm_id IS NULL AND :firm::uuid IS NULL)"
                : "firm_id = :firm";
    }

    static Message message(ResultSet row) throws SQLException {
        var sent = row.getObject("sent_at", OffsetDateTime.class);
        return new Message(
                row.getObject("id", UUID.class),
                row.getString("recipient"),
                row.getString("subject"),
                Message.State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getString("last_error"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                sent == null ? null : sent.toInstant());
    }
}
