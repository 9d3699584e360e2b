package io.practiceops.trust.access;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Browsers that accounts are known by, and the links that make one; in the platform role. */
@Repository
class DeviceStore {

    private final JdbcClient jdbc;

    DeviceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(
            byte[] token,
            UUID user,
            byte[] account,
            Network network,
            Instant now,
            Instant expires) {
        jdbc.sql(
                        """
                        INSERT INTO sign_in_device (token_hash, user_id, account, network, created_at,
                                                    last_used_at, expires_at)
                        VALUES (:token, :user, :account, :network, :now, :now, :expires)
                        """)
                .param("token", token)
                .param("user", user)
                .param("account", account)
                .param("network", network.toString())
                .param("now", now.atOffset(UTC))
                .param("expires", expires.atOffset(UTC))
                .update();
    }

    boolean isKnown(byte[] token, byte[] account, Instant now) {
        return jdbc.sql(
                        """
                        SELECT EXISTS (SELECT FROM sign_in_device
                                        WHERE token_hash = :token AND account = :account AND expires_at > :now)
                        """)
                .param("token", token)
                .param("account", account)
                .param("now", now.atOffset(UTC))
                .query(Boolean.class)
                .single();
    }

    /** False when it is not a browser of theirs, or no longer. */
    boolean used(byte[] token, UUID user, Network network, Instant now, Instant expires) {
        return jdbc.sql(
                                """
                                UPDATE sign_in_device
                                   SET last_used_at = :now, network = :network, expires_at = :expires
                                 WHERE token_hash = :token AND user_id = :user AND expires_at > :now
                                """)
                        .param("now", now.atOffset(UTC))
                        .param("network", network.toString())
                        .param("expires", expires.atOffset(UTC))
                        .param("token", token)
                        .param("user", user)
                        .update()
                == 1;
    }

    /** Whether the account was signed in to from there since. */
    boolean isPlaceOf(byte[] account, Network network, Instant since) {
        return jdbc.sql(
                        """
                        SELECT EXISTS (SELECT FROM sign_in_device
                                        WHERE network = :network AND account = :account AND last_used_at > :since)
                        """)
                .param("network", network.toString())
                .param("account", account)
                .param("since", since.atOffset(UTC))
                .query(Boolean.class)
                .single();
    }

    /** Whether anybody signed in from there since. */
    boolean isPlaceOfSomebody(Network network, Instant since) {
        return jdbc.sql(
                        """
                        SELECT EXISTS (SELECT FROM sign_in_device
                                        WHERE network = :network AND last_used_at > :since)
                        """)
                .param("network", network.toString())
                .param("since", since.atOffset(UTC))
                .query(Boolean.class)
                .single();
    }

    /** Keeps the newest of a user's. */
    void dropOldest(UUID user, int keep) {
        jdbc.sql(
                        """
                        DELETE FROM sign_in_device WHERE token_hash IN (
                          SELECT token_hash FROM sign_in_device WHERE user_id = :user
                           ORDER BY last_used_at DESC OFFSET :keep)
                        """)
                .param("user", user)
                .param("keep", keep)
                .update();
    }

    void dropAll(UUID user) {
        jdbc.sql("DELETE FROM sign_in_device WHERE user_id = :user").param("user", user).update();
    }

    int dropExpired(Instant now) {
        return jdbc.sql("DELETE FROM sign_in_device_link WHERE expires_at <= :now")
                        .param("now", now.atOffset(UTC))
                        .update()
                + jdbc.sql("DELETE FROM sign_in_device WHERE expires_at <= :now")
                        .param("now", now.atOffset(UTC))
                        .update();
    }

    void insertLink(byte[] token, UUID user, Instant expires) {
        jdbc.sql(
                        """
                        INSERT INTO sign_in_device_link (token_hash, user_id, expires_at)
                        VALUES (:token, :user, :expires)
                        """)
                .param("token", token)
                .param("user", user)
                .param("expires", expires.atOffset(UTC))
                .update();
    }

    boolean isLink(byte[] token, Instant now) {
        return jdbc.sql(
                        """
                        SELECT EXISTS (SELECT FROM sign_in_device_link
                                        WHERE token_hash = :token AND expires_at > :now)
                        """)
                .param("token", token)
                .param("now", now.atOffset(UTC))
                .query(Boolean.class)
                .single();
    }

    /** Takes the link, so that nobody else can: whose it is. */
    Optional<UUID> useLink(byte[] token, Instant now) {
        return jdbc.sql(
                        """
                        DELETE FROM sign_in_device_link WHERE token_hash = :token AND expires_at > :now
                        RETURNING user_id
                        """)
                .param("token", token)
                .param("now", now.atOffset(UTC))
                .query(UUID.class)
                .optional();
    }
}
