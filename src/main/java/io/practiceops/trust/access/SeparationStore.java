package io.practiceops.trust.access;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Exceptions from the separation of duties; in the platform role, as all about people. */
@Repository
class SeparationStore {

    private final JdbcClient jdbc;

    SeparationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UUID firm, SeparationException exception) {
        jdbc.sql(
                        """
                        INSERT INTO separation_exception (id, firm_id, user_id, rule, reason, granted_by, granted_at,
                                                          expires_at)
                        VALUES (:id, :firm, :user, :rule, :reason, :by, :at, :expires)
                        """)
                .param("id", exception.id())
                .param("firm", firm)
                .param("user", exception.userId())
                .param("rule", exception.rule())
                .param("reason", exception.reason())
                .param("by", exception.grantedBy())
                .param("at", exception.grantedAt().atOffset(UTC))
                .param("expires", exception.expiresAt().atOffset(UTC))
                .update();
    }

    /** The newest first, ended and expired ones too. */
    List<SeparationException> of(UUID firm) {
        return jdbc.sql(
                        """
                        SELECT id, user_id, rule, reason, granted_by, granted_at, expires_at, ended_at
                          FROM separation_exception WHERE firm_id = :firm ORDER BY id DESC
                        """)
                .param("firm", firm)
                .query(SeparationStore::exception)
                .list();
    }

    /** False when there is none, or it has ended already. */
    boolean end(UUID firm, UUID id, Instant at) {
        return jdbc.sql(
                                """
                                UPDATE separation_exception SET ended_at = :at
                                 WHERE firm_id = :firm AND id = :id AND ended_at IS NULL AND expires_at > :at
                                """)
                        .param("firm", firm)
                        .param("id", id)
                        .param("at", at.atOffset(UTC))
                        .update()
                == 1;
    }

    /** Somebody with several roles who can sign in, in whichever firm. */
    record Holder(UUID firm, UUID user, Set<Role> roles) {}

    List<Holder> holdersOfSeveralRoles() {
        return jdbc.sql(
                        """
                        SELECT m.firm_id, m.user_id, m.roles
                          FROM membership m JOIN user_account u ON u.id = m.user_id AND u.disabled_at IS NULL
                         WHERE cardinality(m.roles) > 1
                        """)
                .query((row, _) ->
                        new Holder(
                                row.getObject(1, UUID.class),
                                row.getObject(2, UUID.class),
                                IdentityStore.roles(row.getArray(3).getArray())))
                .list();
    }

    private static SeparationException exception(ResultSet row, int number) throws SQLException {
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        return new SeparationException(
                row.getObject("id", UUID.class),
                row.getObject("user_id", UUID.class),
                row.getString("rule"),
                row.getString("reason"),
                row.getObject("granted_by", UUID.class),
                row.getObject("granted_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant());
    }
}
