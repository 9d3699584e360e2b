package io.practiceops.foundation.outbox;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How mail fares in the whole installation.
 *
 * @param lastSent the last delivery
 * @param lastError why the latest try failed, without addresses: it is read beyond the firm; null
 *     when it went well. Refusals don't count, they show that the way out works.
 */
record MailTraffic(
        long queued, long failed, @Nullable Instant lastSent, @Nullable String lastError) {

    static MailTraffic read(JdbcClient jdbc) {
        return jdbc.sql(
                        """
                        SELECT (SELECT count(*) FROM outbox_message WHERE state = 'QUEUED') AS queued,
                               (SELECT count(*) FROM outbox_message WHERE state = 'FAILED') AS failed,
                               (SELECT max(sent_at) FROM outbox_message WHERE sent_at IS NOT NULL) AS last_sent,
                               (SELECT last_error FROM outbox_message
                                 WHERE last_tried_at IS NOT NULL AND NOT refused
                                 ORDER BY last_tried_at DESC LIMIT 1) AS last_error
                        """)
                .query((row, _) -> {
                    var lastError = row.getString("last_error");
                    var lastSent = row.getObject("last_sent", OffsetDateTime.class);
                    return new MailTraffic(
                            row.getLong("queued"),
                            row.getLong("failed"),
                            lastSent == null ? null : lastSent.toInstant(),
                            lastError == null ? null : SmtpAnswer.withoutAddresses(lastError));
                })
                .single();
    }
}
