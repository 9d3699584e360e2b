package io.practiceops.trust.access;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Recovery codes by their hashes; in the platform role. */
@Repository
class RecoveryCodeStore {

    private final JdbcClient jdbc;

    RecoveryCodeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void replace(UUID user, List<byte[]> hashes, Instant at) {
        remove(user);
        for (var hash : hashes) {
            jdbc.sql(
                            "INSERT INTO recovery_code (user_id, code_hash, made_at) VALUES (:user, :hash, :at)")
                    .param("user", user)
                    .param("hash", hash)
                    .param("at", at.atOffset(UTC))
                    .update();
        }
    }

    /** True for the one who uses it first. */
    boolean use(UUID user, byte[] hash, Instant at) {
        return jdbc.sql(
                                """
                                UPDATE recovery_code SET used_at = :at
                                 WHERE user_id = :user AND code_hash = :hash AND used_at IS NULL
                                """)
                        .param("at", at.atOffset(UTC))
                        .param("user", user)
                        .param("hash", hash)
                        .update()
                == 1;
    }

    boolean isUsed(UUID user, byte[] hash) {
        return jdbc.sql(
                        "SELECT EXISTS (SELECT FROM recovery_code WHERE user_id = :user AND code_hash = :hash)")
                .param("user", user)
                .param("hash", hash)
                .query(Boolean.class)
                .single();
    }

    int left(UUID user) {
        return jdbc.sql(
                        "SELECT count(*) FROM recovery_code WHERE user_id = :user AND used_at IS NULL")
                .param("user", user)
                .query(Integer.class)
                .single();
    }

    void remove(UUID user) {
        jdbc.sql("DELETE FROM recovery_code WHERE user_id = :user").param("user", user).update();
    }
}
