package io.practiceops.practice.vault;

import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Acting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The objects of the actor's firm and their uses; within a transaction of the firm. */
@Repository
class VaultStore {

    private static final String SELECT =
            "SELECT id, firm_id, sha256, size, wrapped_key, kek FROM vault_object";

    private final JdbcClient jdbc;

    VaultStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when the firm has these bytes; waits for whoever is adding or removing them now. */
    boolean insert(Kept object, Instant at) {
        return jdbc.sql(
                                """
                                INSERT INTO vault_object (id, firm_id, sha256, size, wrapped_key, kek, received_at)
                                VALUES (:id, :firm, :sha256, :size, :key, :kek, :at)
                                ON CONFLICT (firm_id, sha256) DO NOTHING
                                """)
                        .param("id", object.object())
                        .param("firm", object.place().firm())
                        .param("sha256", HexFormat.of().parseHex(object.sha256()))
                        .param("size", object.size())
                        .param("key", object.key().bytes())
                        .param("kek", object.key().kek())
                        .param("at", at.atOffset(UTC))
                        .update()
                == 1;
    }

    Optional<Kept> find(String sha256) {
        return find(sha256, "");
    }

    /** The row, which nobody else changes or removes until the end of the transaction. */
    Optional<Kept> lock(String sha256) {
        return find(sha256, "FOR UPDATE");
    }

    private Optional<Kept> find(String sha256, String locking) {
        return jdbc.sql(SELECT + " WHERE firm_id = :firm AND sha256 = :sha256 " + locking)
                .param("firm", Acting.firm())
                .param("sha256", HexFormat.of().parseHex(sha256))
                .query((row, _) -> kept(row))
                .optional();
    }

    static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                Place.of(row.getObject("firm_id", UUID.class), row.getObject("id", UUID.class)),
                HexFormat.of().formatHex(row.getBytes("sha256")),
                row.getLong("size"),
                new WrappedKey(row.getString("kek"), row.getBytes("wrapped_key")));
    }

    void addUse(UUID object, UUID use) {
        jdbc.sql(
                        """
                        INSERT INTO vault_use (object_id, firm_id, use_id) VALUES (:object, :firm, :use)
                        ON CONFLICT DO NOTHING
                        """)
                .param("object", object)
                .param("firm", Acting.firm())
                .param("use", use)
                .update();
    }

    void removeUse(UUID object, UUID use) {
        jdbc.sql(
                        """
                        DELETE FROM vault_use WHERE object_id = :object AND firm_id = :firm AND use_id = :use
                        """)
                .param("object", object)
                .param("firm", Acting.firm())
                .param("use", use)
                .update();
    }

    boolean isUsed(UUID object) {
        return jdbc.sql(
                        """
                        SELECT EXISTS (SELECT FROM vault_use WHERE object_id = :object AND firm_id = :firm)
                        """)
                .param("object", object)
                .param("firm", Acting.firm())
                .query(Boolean.class)
                .single();
    }

    /** With the row goes the key, and the rows of what was derived. */
    void delete(UUID object) {
        jdbc.sql("DELETE FROM vault_object WHERE id = :object AND firm_id = :firm")
                .param("object", object)
                .param("firm", Acting.firm())
                .update();
    }
}
