package io.practiceops.trust.access;

import static java.sql.Types.BINARY;
import static java.sql.Types.OTHER;
import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
            String agent,
            Set<Factor> factors) {
        jdbc.sql(
                        """
                        INSERT INTO session (token_hash, id, user_id, firm_id, created_at, last_seen_at, expires_at,
                                             address, agent, factors, proven_at)
                        VALUES (:hash, :id, :user, :firm, :at, :at, :expires, :address, :agent, :factors, :at)
                        """)
                .param("hash", tokenHash)
                .param("id", id)
                .param("user", user)
                .param("firm", firm, OTHER)
                .param("at", at.atOffset(UTC))
                .param("expires", expires.atOffset(UTC))
                .param("address", address)
                .param("agent", agent)
                .param("factors", Factor.names(factors))
                .update();
    }

    /**
     * Notes a fresh proof.
     *
     * @param tokenHash the session's new token; null to keep the one it has
     */
    void proven(UUID id, Factor by, byte @Nullable [] tokenHash, Instant at) {
        jdbc.sql(
                        """
                        UPDATE session SET proven_at = :at, token_hash = coalesce(:hash, token_hash),
                                           factors = array(SELECT DISTINCT unnest(factors || :by::text))
                         WHERE id = :id
                        """)
                .param("at", at.atOffset(UTC))
                .param("hash", tokenHash, BINARY)
                .param("by", by.name())
                .param("id", id)
                .update();
    }

    Set<Factor> factorsOf(UUID id) {
        return jdbc.sql("SELECT factors FROM session WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query((row, _) -> Factor.named((String[]) row.getArray(1).getArray()))
                .single();
    }

    /** The proofs of the user's other sessions count as old from now on. */
    void outdateProofs(UUID user, UUID keep) {
        jdbc.sql("UPDATE session SET proven_at = 'epoch' WHERE user_id = :user AND id <> :keep")
                .param("user", user)
                .param("keep", keep)
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

    /** Ends all the user's sessions but the one to keep, and sign-ins that are half open. */
    int endAll(UUID user, @Nullable UUID keep, Instant at) {
        return jdbc.sql(
                        """
                        WITH half_open AS (DELETE FROM half_open_sign_in WHERE user_id = :user)
                        UPDATE session SET ended_at = :at
                         WHERE user_id = :user AND ended_at IS NULL AND id IS DISTINCT FROM :keep
                        """)
                .param("at", at.atOffset(UTC))
                .param("user", user)
                .param("keep", keep, OTHER)
                .update();
    }
}
