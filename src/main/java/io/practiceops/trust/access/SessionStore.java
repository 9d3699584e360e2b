package io.practiceops.trust.access;

import static java.sql.Types.OTHER;
import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Sessions. Found by the hash of their token through a function; all else in the platform role. */
@Repository
class SessionStore {

    private final JdbcClient jdbc;
    private final SessionSettings settings;

    SessionStore(JdbcClient jdbc, SessionSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    Optional<Credential> find(byte[] tokenHash, Instant at) {
        return jdbc.sql("SELECT * FROM find_session(?, ?)")
                .param(tokenHash)
                .param(at.atOffset(UTC))
                .query((row, _) -> Credential.ofSession(row))
                .optional()
                .filter(session -> !isIdle(session.seenAt(), at));
    }

    private boolean isIdle(@Nullable Instant seenAt, Instant at) {
        return seenAt != null && !seenAt.plus(settings.idle()).isAfter(at);
    }

    void insert(
            byte[] tokenHash,
            UUID id,
            UUID user,
            @Nullable UUID firm,
            Instant at,
            Instant expires,
            String address,
            String agent) {
        jdbc.sql(
                        """
                        INSERT INTO session (token_hash, id, user_id, firm_id, created_at, last_seen_at, expires_at,
                                             address, agent)
                        VALUES (:hash, :id, :user, :firm, :at, :at, :expires, :address, :agent)
                        """)
                .param("hash", tokenHash)
                .param("id", id)
                .param("user", user)
                .param("firm", firm, OTHER)
                .param("at", at.atOffset(UTC))
                .param("expires", expires.atOffset(UTC))
                .param("address", address)
                .param("agent", agent)
                .update();
    }

    void seen(UUID id, UUID user, Instant at, String address) {
        jdbc.sql("UPDATE session SET last_seen_at = :at, address = :address WHERE id = :id")
                .param("at", at.atOffset(UTC))
                .param("address", address)
                .param("id", id)
                .update();
        userSeen(user, at);
    }

    void userSeen(UUID user, Instant at) {
        jdbc.sql("UPDATE user_account SET last_seen_at = :at WHERE id = :id")
                .param("at", at.atOffset(UTC))
                .param("id", user)
                .update();
    }

    List<Session> activeOf(UUID user, @Nullable UUID current, Instant at) {
        return jdbc.sql(
                        """
                        SELECT id, created_at, last_seen_at, address, agent FROM session
                         WHERE user_id = :user AND ended_at IS NULL AND expires_at > :at
                           AND last_seen_at > :idle
                         ORDER BY last_seen_at DESC
                        """)
                .param("user", user)
                .param("idle", at.minus(settings.idle()).atOffset(UTC))
                .param("at", at.atOffset(UTC))
                .query((row, _) ->
                        new Session(
                                row.getObject("id", UUID.class),
                                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                                row.getObject("last_seen_at", OffsetDateTime.class).toInstant(),
                                row.getString("address"),
                                row.getString("agent"),
                                row.getObject("id", UUID.class).equals(current)))
                .list();
    }

    int dropEnded(Instant before) {
        return jdbc.sql("DELETE FROM session WHERE expires_at < :before OR ended_at < :before")
                .param("before", before.atOffset(UTC))
                .update();
    }

    /** False when it is not the user's, or ended already. */
    boolean end(UUID user, UUID session, Instant at) {
        return jdbc.sql(
                                "UPDATE session SET ended_at = :at WHERE id = :id AND user_id = :user AND ended_at IS NULL")
                        .param("at", at.atOffset(UTC))
                        .param("id", session)
                        .param("user", user)
                        .update()
                == 1;
    }

    /** Ends all the user's sessions but the one to keep. */
    int endAll(UUID user, @Nullable UUID keep, Instant at) {
        return jdbc.sql(
                        """
                        UPDATE session SET ended_at = :at
                         WHERE user_id = :user AND ended_at IS NULL AND id IS DISTINCT FROM :keep
                        """)
                .param("at", at.atOffset(UTC))
                .param("user", user)
                .param("keep", keep, OTHER)
                .update();
    }
}
