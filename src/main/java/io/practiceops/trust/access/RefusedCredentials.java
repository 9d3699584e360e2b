package io.practiceops.trust.access;

import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.database.AcrossFirms;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Puts on record that somebody came with a session or key that is over: stolen, perhaps. Once an
 * hour for each network, and no more than twenty times for one session or key, so that a program
 * that goes on asking fills nothing.
 */
@Component
class RefusedCredentials {

    private static final Duration AGAIN_AFTER = Duration.ofHours(1);

    private static final String BOUNDED =
            """
             AND refusals < 20
             AND (refused_at IS NULL OR refused_at <= :again OR refused_from IS DISTINCT FROM :network)
            """;

    private final JdbcClient jdbc;
    private final SessionSettings settings;
    private final Audit audit;
    private final Clock clock;

    RefusedCredentials(JdbcClient jdbc, SessionSettings settings, Audit audit, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    private record Refused(UUID id, UUID user, @Nullable UUID firm, String reason) {}

    /** A token that opens nothing; nothing is written for one that never was a session's. */
    @AcrossFirms
    void session(byte[] tokenHash, HttpServletRequest request) {
        var now = clock.instant();
        update(
                        """
                        UPDATE session SET refusals = refusals + 1, refused_at = :now, refused_from = :network
                         WHERE token_hash = :hash
                        """
                                + BOUNDED
                                + """
                                RETURNING id, user_id, firm_id,
                                          CASE WHEN ended_at IS NOT NULL THEN 'ended' WHEN expires_at <= :now THEN 'expired'
                                               WHEN last_seen_at <= :idle THEN 'idle' ELSE 'no-access' END AS reason
                                """,
                        tokenHash,
                        request,
                        now)
                .param("idle", now.minus(settings.idle()).atOffset(UTC))
                .query((row, _) -> refused(row))
                .optional()
                .ifPresent(session -> record("session.refused", "session", session, request));
    }

    /** A key that is over. */
    @AcrossFirms
    void key(byte[] secretHash, HttpServletRequest request) {
        key(
                "CASE WHEN revoked_at IS NOT NULL THEN 'revoked' WHEN expires_at <= :now THEN 'expired'"
                        + " ELSE 'no-access' END",
                secretHash,
                request);
    }

    /** A key that works, from where it may not be used. */
    @AcrossFirms
    void keyFromElsewhere(byte[] secretHash, HttpServletRequest request) {
        key("'address'", secretHash, request);
    }

    private void key(String reason, byte[] secretHash, HttpServletRequest request) {
        var now = clock.instant();
        update(
                        """
                        UPDATE api_key SET refusals = refusals + 1, refused_at = :now, refused_from = :network
                         WHERE secret_hash = :hash
                        """
                                + BOUNDED
                                + "RETURNING id, user_id, firm_id, "
                                + reason
                                + " AS reason",
                        secretHash,
                        request,
                        now)
                .query((row, _) -> refused(row))
                .optional()
                .ifPresent(key -> record("api-key.refused", "api-key", key, request));
    }

    private JdbcClient.StatementSpec update(
            String sql, byte[] hash, HttpServletRequest request, Instant now) {
        return jdbc.sql(sql)
                .param("hash", hash)
                .param("network", Network.of(request.getRemoteAddr()).toString())
                .param("now", now.atOffset(UTC))
                .param("again", now.minus(AGAIN_AFTER).atOffset(UTC));
    }

    private static Refused refused(ResultSet row) throws SQLException {
        return new Refused(
                row.getObject("id", UUID.class),
                row.getObject("user_id", UUID.class),
                row.getObject("firm_id", UUID.class),
                row.getString("reason"));
    }

    private void record(String action, String type, Refused refused, HttpServletRequest request) {
        audit.record(
                AuditEvent.denied(action, type, refused.id().toString())
                        .detail("reason", refused.reason())
                        .detail("user", refused.user())
                        .personal("address", request.getRemoteAddr())
                        .personal("agent", Doorway.device(request).agent()),
                refused.firm());
    }
}
