package io.practiceops.trust.access;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Authenticator apps, one a person and one more that is being set up; in the platform role. */
@Repository
class AuthenticatorStore {

    private final JdbcClient jdbc;

    AuthenticatorStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An authenticator as it is kept; the seed is encrypted. */
    record Kept(UUID id, byte[] seed, Instant createdAt, @Nullable Instant lastUsedAt) {

        private static Kept of(ResultSet row, int number) throws SQLException {
            var used = row.getObject("last_used_at", OffsetDateTime.class);
            return new Kept(
                    row.getObject("id", UUID.class),
                    row.getBytes("seed"),
                    row.getObject("created_at", OffsetDateTime.class).toInstant(),
                    used == null ? null : used.toInstant());
        }
    }

    /** Begins setting one up, in place of one begun before. */
    void begin(UUID id, UUID user, UUID session, byte[] seed, Instant at) {
        jdbc.sql("DELETE FROM authenticator WHERE user_id = :user AND confirmed_at IS NULL")
                .param("user", user)
                .update();
        jdbc.sql(
                        """
                        INSERT INTO authenticator (id, user_id, session_id, seed, created_at)
                        VALUES (:id, :user, :session, :seed, :at)
                        """)
                .param("id", id)
                .param("user", user)
                .param("session", session)
                .param("seed", seed)
                .param("at", at.atOffset(UTC))
                .update();
    }

    /** The one that session has begun to set up, not before the given time. */
    Optional<Kept> begun(UUID user, UUID session, Instant since) {
        return jdbc.sql(
                        """
                        SELECT * FROM authenticator
                         WHERE user_id = :user AND session_id = :session AND confirmed_at IS NULL
                           AND created_at > :since
                           FOR UPDATE
                        """)
                .param("user", user)
                .param("session", session)
                .param("since", since.atOffset(UTC))
                .query(Kept::of)
                .optional();
    }

    Optional<Kept> inUse(UUID user) {
        return jdbc.sql(
                        "SELECT * FROM authenticator WHERE user_id = :user AND confirmed_at IS NOT NULL")
                .param("user", user)
                .query(Kept::of)
                .optional();
    }

    /** Puts it in the place of the one before; the step of its first code is used up. */
    void confirm(UUID id, UUID user, long step, Instant at) {
        remove(user);
        jdbc.sql(
                        """
                        UPDATE authenticator SET confirmed_at = :at, session_id = NULL, last_step = :step,
                                                 last_used_at = :at
                         WHERE id = :id
                        """)
                .param("at", at.atOffset(UTC))
                .param("step", step)
                .param("id", id)
                .update();
    }

    /**
     * Uses up the step and all before it, in one statement: of many who bring the same code at once
     * one gets true.
     */
    boolean useUp(UUID id, long step, Instant at) {
        return jdbc.sql(
                                """
                                UPDATE authenticator SET last_step = :step, last_used_at = :at
                                 WHERE id = :id AND last_step < :step
                                """)
                        .param("step", step)
                        .param("at", at.atOffset(UTC))
                        .param("id", id)
                        .update()
                == 1;
    }

    boolean remove(UUID user) {
        return jdbc.sql(
                                "DELETE FROM authenticator WHERE user_id = :user AND confirmed_at IS NOT NULL")
                        .param("user", user)
                        .update()
                == 1;
    }
}
