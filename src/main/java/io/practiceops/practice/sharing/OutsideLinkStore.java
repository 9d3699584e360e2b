package io.practiceops.practice.sharing;

import static java.sql.Types.OTHER;
import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Acting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What both kinds of link have. */
@Repository
class OutsideLinkStore {

    /** The columns {@link #link} reads, of {@code outside_link l}. */
    static final String COLUMNS =
            "l.id, l.kind, l.recipient, l.note, l.password_hash IS NOT NULL AS asks_password, l.made_by,"
                    + " l.made_by_name, l.made_at, l.expires_at, l.revoked_at, l.revoked_by";

    private final JdbcClient jdbc;

    OutsideLinkStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A link a token opens, and whose it is. */
    record Place(UUID link, UUID firm) {}

    Optional<Place> find(byte[] tokenHash) {
        return jdbc.sql("SELECT id, firm_id FROM find_outside_link(?)")
                .param(tokenHash)
                .query((row, _) ->
                        new Place(
                                row.getObject("id", UUID.class),
                                row.getObject("firm_id", UUID.class)))
                .optional();
    }

    Optional<OutsideLink> find(UUID id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM outside_link l WHERE l.id = ?")
                .param(id)
                .query((row, _) -> link(row))
                .optional();
    }

    /** The hash of its password; empty for none. */
    Optional<String> password(UUID id) {
        return jdbc.sql(
                        """
                        SELECT password_hash FROM outside_link
                         WHERE id = ? AND password_hash IS NOT NULL
                        """)
                .param(id)
                .query(String.class)
                .optional();
    }

    void insert(OutsideLink link, byte[] tokenHash, @Nullable String passwordHash) {
        jdbc.sql(
                        """
                        INSERT INTO outside_link (id, firm_id, kind, token_hash, recipient, note, password_hash,
                                                  made_by, made_by_name, made_at, expires_at)
                        VALUES (:id, :firm, :kind, :hash, :recipient, :note, :password,
                                :by, :byName, :at, :expires)
                        """)
                .param("id", link.id())
                .param("firm", Acting.firm())
                .param("kind", link.kind().name())
                .param("hash", tokenHash)
                .param("recipient", link.recipient())
                .param("note", link.note())
                .param("password", passwordHash)
                .param("by", link.madeBy(), OTHER)
                .param("byName", link.madeByName())
                .param("at", link.madeAt().atOffset(UTC))
                .param("expires", link.expiresAt().atOffset(UTC))
                .update();
    }

    /** Whether it was not revoked before. */
    boolean revoke(UUID id, String by, Instant at) {
        return jdbc.sql(
                                """
                                UPDATE outside_link SET revoked_at = :at, revoked_by = :by
                                 WHERE id = :id AND revoked_at IS NULL
                                """)
                        .param("at", at.atOffset(UTC))
                        .param("by", by)
                        .param("id", id)
                        .update()
                == 1;
    }

    static OutsideLink link(ResultSet row) throws SQLException {
        return new OutsideLink(
                row.getObject("id", UUID.class),
                OutsideLink.Kind.valueOf(row.getString("kind")),
                row.getString("recipient"),
                row.getString("note"),
                row.getBoolean("asks_password"),
                row.getObject("made_by", UUID.class),
                row.getString("made_by_name"),
                instant(row, "made_at"),
                instant(row, "expires_at"),
                row.getObject("revoked_at") == null ? null : instant(row, "revoked_at"),
                row.getString("revoked_by"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
