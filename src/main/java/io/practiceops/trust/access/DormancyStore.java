package io.practiceops.trust.access;

import static java.sql.Types.OTHER;
import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** When logins and keys were last used, seen from the other side; in the platform role. */
@Repository
class DormancyStore {

    private final JdbcClient jdbc;

    DormancyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A login that may sign in and was not used for long.
     *
     * @param activeAt when it was made, let in again, seen, or a key of it used: the latest of
     *     these
     * @param isInvited whether nobody ever came in with it
     */
    record Login(
            UUID firm,
            UUID user,
            String name,
            String email,
            Set<Role> roles,
            boolean isInvited,
            Instant activeAt) {}

    /** The longest away first; of all firms with none given. */
    List<Login> unusedSince(@Nullable UUID firm, Instant before) {
        return jdbc.sql(
                        """
                        SELECT * FROM (
                          SELECT m.firm_id, u.id, u.name, u.email, m.roles,
                                 u.password_hash IS NULL AND u.last_seen_at IS NULL AS is_invited,
                                 greatest(u.created_at, u.enabled_at, u.last_seen_at, used.at) AS active_at
                            FROM membership m
                            JOIN user_account u ON u.id = m.user_id AND u.disabled_at IS NULL
                           CROSS JOIN LATERAL (SELECT max(k.last_used_at) AS at FROM api_key k
                                                WHERE k.user_id = u.id) used
                           WHERE :firm::uuid IS NULL OR m.firm_id = :firm) login
                         WHERE active_at < :before
                         ORDER BY active_at
                        """)
                .param("firm", firm, OTHER)
                .param("before", before.atOffset(UTC))
                .query(DormancyStore::login)
                .list();
    }

    /** How many keys still work and were neither made nor used since then, in all firms. */
    int countUnusedKeys(Instant before, Instant now) {
        return jdbc.sql(
                        """
                        SELECT count(*) FROM api_key
                         WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > :now)
                           AND greatest(created_at, last_used_at) < :before
                        """)
                .param("before", before.atOffset(UTC))
                .param("now", now.atOffset(UTC))
                .query(Integer.class)
                .single();
    }

    /** Being let in again counts as having been there. */
    void letIn(UUID user, Instant at) {
        jdbc.sql("UPDATE user_account SET enabled_at = :at WHERE id = :id")
                .param("at", at.atOffset(UTC))
                .param("id", user)
                .update();
    }

    private static Login login(ResultSet row, int number) throws SQLException {
        return new Login(
                row.getObject("firm_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("email"),
                IdentityStore.roles(row.getArray("roles").getArray()),
                row.getBoolean("is_invited"),
                row.getObject("active_at", OffsetDateTime.class).toInstant());
    }
}
