package io.practiceops.trust.access;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Passkeys, and the challenges given out for them; in the platform role. */
@Repository
class PasskeyStore {

    private final JdbcClient jdbc;

    PasskeyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when somebody has enrolled this very passkey already. */
    boolean insert(UUID id, UUID user, String name, PasskeyCeremony.Made made, Instant at) {
        return jdbc.sql(
                                """
                                INSERT INTO passkey (id, user_id, credential_id, credential, name, transports,
                                                     sign_count, verifies_user, synced, created_at)
                                VALUES (:id, :user, :credentialId, :credential, :name, :transports,
                                        :count, :verifies, :synced, :at)
                                ON CONFLICT (credential_id) DO NOTHING
                                """)
                        .param("id", id)
                        .param("user", user)
                        .param("credentialId", made.credentialId())
                        .param("credential", made.credential())
                        .param("name", name)
                        .param("transports", made.transports().toArray(String[]::new))
                        .param("count", made.signCount())
                        .param("verifies", made.verifiesUser())
                        .param("synced", made.synced())
                        .param("at", at.atOffset(UTC))
                        .update()
                == 1;
    }

    /** Those that work, the oldest first. */
    List<Passkey> of(UUID user) {
        return jdbc.sql(
                        "SELECT * FROM passkey WHERE user_id = :user AND revoked_at IS NULL ORDER BY created_at, id")
                .param("user", user)
                .query(PasskeyStore::passkey)
                .list();
    }

    /** One that works. */
    Optional<Passkey> find(byte[] credentialId) {
        return jdbc.sql(
                        "SELECT * FROM passkey WHERE credential_id = :id AND revoked_at IS NULL FOR UPDATE")
                .param("id", credentialId)
                .query(PasskeyStore::passkey)
                .optional();
    }

    void used(UUID id, long signCount, Instant at) {
        jdbc.sql("UPDATE passkey SET sign_count = :count, last_used_at = :at WHERE id = :id")
                .param("count", signCount)
                .param("at", at.atOffset(UTC))
                .param("id", id)
                .update();
    }

    /** The name of the one revoked; empty where it is not the user's, or was revoked before. */
    Optional<String> revoke(UUID id, UUID user, Instant at) {
        return jdbc.sql(
                        """
                        UPDATE passkey SET revoked_at = :at
                         WHERE id = :id AND user_id = :user AND revoked_at IS NULL
                        RETURNING name
                        """)
                .param("at", at.atOffset(UTC))
                .param("id", id)
                .param("user", user)
                .query(String.class)
                .optional();
    }

    int revokeAll(UUID user, Instant at) {
        return jdbc.sql(
                        "UPDATE passkey SET revoked_at = :at WHERE user_id = :user AND revoked_at IS NULL")
                .param("at", at.atOffset(UTC))
                .param("user", user)
                .update();
    }

    /** Gives out a challenge, in place of one given before. */
    void give(String to, byte[] challenge, Instant expires) {
        jdbc.sql(
                        """
                        INSERT INTO passkey_challenge (given_to, challenge, expires_at)
                        VALUES (:to, :challenge, :expires)
                        ON CONFLICT (given_to) DO UPDATE SET challenge = :challenge, expires_at = :expires
                        """)
                .param("to", to)
                .param("challenge", challenge)
                .param("expires", expires.atOffset(UTC))
                .update();
    }

    /** Takes the challenge back: it is answered once. */
    Optional<byte[]> take(String givenTo, Instant at) {
        return jdbc.sql(
                        "DELETE FROM passkey_challenge WHERE given_to = :to RETURNING challenge, expires_at > :at")
                .param("to", givenTo)
                .param("at", at.atOffset(UTC))
                .query((row, _) ->
                        row.getBoolean(2) ? Optional.of(row.getBytes(1)) : Optional.<byte[]>empty())
                .optional()
                .flatMap(challenge -> challenge);
    }

    int removeExpiredChallenges(Instant at) {
        return jdbc.sql("DELETE FROM passkey_challenge WHERE expires_at <= :at")
                .param("at", at.atOffset(UTC))
                .update();
    }

    private static Passkey passkey(ResultSet row, int number) throws SQLException {
        var used = row.getObject("last_used_at", OffsetDateTime.class);
        return new Passkey(
                row.getObject("id", UUID.class),
                row.getObject("user_id", UUID.class),
                row.getString("name"),
                row.getBytes("credential_id"),
                row.getBytes("credential"),
                List.of((String[]) row.getArray("transports").getArray()),
                row.getLong("sign_count"),
                row.getBoolean("verifies_user"),
                row.getBoolean("synced"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                used == null ? null : used.toInstant());
    }
}
