package io.practiceops.trust.access;

import static java.sql.Types.OTHER;
import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Links that work once; in the platform role. */
@Repository
class LinkStore {

    private final JdbcClient jdbc;

    LinkStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(byte[] hash, OneTimeLink purpose, @Nullable UUID user, Instant expires) {
        jdbc.sql(
                        """
                        INSERT INTO one_time_link (token_hash, purpose, user_id, expires_at)
                        VALUES (:hash, :purpose, :user, :expires)
                        """)
                .param("hash", hash)
                .param("purpose", purpose.name())
                .param("user", user, OTHER)
                .param("expires", expires.atOffset(UTC))
                .update();
    }

    void drop(OneTimeLink purpose) {
        jdbc.sql("DELETE FROM one_time_link WHERE purpose = :purpose")
                .param("purpose", purpose.name())
                .update();
    }

    void drop(OneTimeLink purpose, UUID user) {
        jdbc.sql("DELETE FROM one_time_link WHERE purpose = :purpose AND user_id = :user")
                .param("purpose", purpose.name())
                .param("user", user)
                .update();
    }

    record Link(@Nullable UUID user) {}

    Optional<Link> find(byte[] hash, OneTimeLink purpose, Instant at) {
        return jdbc.sql(
                        """
                        SELECT user_id FROM one_time_link
                         WHERE token_hash = :hash AND purpose = :purpose AND used_at IS NULL AND expires_at > :at
                        """)
                .param("hash", hash)
                .param("purpose", purpose.name())
                .param("at", at.atOffset(UTC))
                .query((row, _) -> new Link(row.getObject(1, UUID.class)))
                .optional();
    }

    /** Takes the link so that nobody else can; empty when it is used, expired or unknown. */
    Optional<Link> use(byte[] hash, OneTimeLink purpose, Instant at) {
        return jdbc.sql(
                        """
                        UPDATE one_time_link SET used_at = :at
                         WHERE token_hash = :hash AND purpose = :purpose AND used_at IS NULL AND expires_at > :at
                        RETURNING user_id
                        """)
                .param("hash", hash)
                .param("purpose", purpose.name())
                .param("at", at.atOffset(UTC))
                .query((row, _) -> new Link(row.getObject(1, UUID.class)))
                .optional();
    }
}
