package io.practiceops.trust.access;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Sign-ins whose second step is still to come; in the platform role. */
@Repository
class HalfOpenStore {

    private final JdbcClient jdbc;

    HalfOpenStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A sign-in of one who has proven the first factor.
     *
     * @param first which it was
     */
    record HalfOpen(UUID id, UUID user, Factor first) {}

    void insert(
            byte[] tokenHash,
            UUID id,
            UUID user,
            Factor first,
            Instant at,
            Instant expires,
            Sessions.Device device) {
        jdbc.sql(
                        """
                        INSERT INTO half_open_sign_in (token_hash, id, user_id, factor, begun_at, expires_at, address,
                                                       agent)
                        VALUES (:hash, :id, :user, :factor, :at, :expires, :address, :agent)
                        """)
                .param("hash", tokenHash)
                .param("id", id)
                .param("user", user)
                .param("factor", first.name())
                .param("at", at.atOffset(UTC))
                .param("expires", expires.atOffset(UTC))
                .param("address", device.address())
                .param("agent", device.agent())
                .update();
    }

    /** Held until the end of the transaction: one try at a time. */
    Optional<HalfOpen> take(byte[] tokenHash, Instant at) {
        return jdbc.sql(
                        """
                        SELECT id, user_id, factor FROM half_open_sign_in
                         WHERE token_hash = :hash AND expires_at > :at
                           FOR UPDATE
                        """)
                .param("hash", tokenHash)
                .param("at", at.atOffset(UTC))
                .query((row, _) ->
                        new HalfOpen(
                                row.getObject("id", UUID.class),
                                row.getObject("user_id", UUID.class),
                                Factor.valueOf(row.getString("factor"))))
                .optional();
    }

    /** Counts a refused try; how many there were. */
    int refused(UUID id) {
        return jdbc.sql(
                        "UPDATE half_open_sign_in SET refused = refused + 1 WHERE id = :id RETURNING refused")
                .param("id", id)
                .query(Integer.class)
                .single();
    }

    void end(UUID id) {
        jdbc.sql("DELETE FROM half_open_sign_in WHERE id = :id").param("id", id).update();
    }

    int removeExpired(Instant at) {
        return jdbc.sql("DELETE FROM half_open_sign_in WHERE expires_at <= :at")
                .param("at", at.atOffset(UTC))
                .update();
    }
}
