package io.practiceops.trust.access;

import static java.sql.Types.OTHER;
import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** API keys. Found by their hash through a function; all else in the platform role. */
@Repository
class ApiKeyStore {

    private final JdbcClient jdbc;

    ApiKeyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A key that works, and from where. */
    record Found(Credential credential, List<Network> allowed) {

        boolean worksFrom(String address) {
            return allowed.isEmpty()
                    || allowed.stream().anyMatch(network -> network.containsAddress(address));
        }
    }

    Optional<Found> find(byte[] secretHash, Instant at) {
        return jdbc.sql("SELECT * FROM find_api_key(?, ?)")
                .param(secretHash)
                .param(at.atOffset(UTC))
                .query((row, _) -> new Found(Credential.ofKey(row), networks(row)))
                .optional();
    }

    /**
     * What is stored was read by {@link Network} before; a row that cannot be read opens nothing.
     */
    private static List<Network> networks(ResultSet row) throws SQLException {
        return texts(row, "allowed").stream()
                .map(text -> Network.parse(text).orElseThrow())
                .toList();
    }

    void insert(ApiKey key, byte[] secretHash, @Nullable UUID firm) {
        jdbc.sql(
                        """
                        INSERT INTO api_key (id, secret_hash, prefix, name, user_id, firm_id, scopes, allowed,
                                             created_at, expires_at)
                        VALUES (:id, :hash, :prefix, :name, :user, :firm, :scopes, :allowed, :created, :expires)
                        """)
                .param("id", key.id())
                .param("hash", secretHash)
                .param("prefix", key.prefix())
                .param("name", key.name())
                .param("user", key.userId())
                .param("firm", firm, OTHER)
                .param("scopes", key.scopes().toArray(String[]::new))
                .param("allowed", key.allowed().toArray(String[]::new))
                .param("created", key.createdAt().atOffset(UTC))
                .param("expires", key.expiresAt() == null ? null : key.expiresAt().atOffset(UTC))
                .update();
    }

    /** A person's keys; for the whole firm with no person given. Revoked ones last. */
    List<ApiKey> list(@Nullable UUID firm, @Nullable UUID user) {
        return jdbc.sql(
                        """
                        SELECT k.*, u.name AS owner
                          FROM api_key k JOIN user_account u ON u.id = k.user_id
                         WHERE k.firm_id IS NOT DISTINCT FROM :firm AND (:user::uuid IS NULL OR k.user_id = :user)
                         ORDER BY k.revoked_at NULLS FIRST, k.created_at DESC
                        """)
                .param("firm", firm, OTHER)
                .param("user", user, OTHER)
                .query(ApiKeyStore::key)
                .list();
    }

    boolean revoke(UUID id, UUID user, Instant at) {
        return jdbc.sql(
                                "UPDATE api_key SET revoked_at = :at WHERE id = :id AND user_id = :user AND revoked_at IS NULL")
                        .param("at", at.atOffset(UTC))
                        .param("id", id)
                        .param("user", user)
                        .update()
                == 1;
    }

    void used(UUID id, Instant at, String address) {
        jdbc.sql("UPDATE api_key SET last_used_at = :at, last_used_from = :address WHERE id = :id")
                .param("at", at.atOffset(UTC))
                .param("address", address)
                .param("id", id)
                .update();
    }

    /** A key that ends soon, and whom to tell. */
    record Ending(ApiKey key, String email, @Nullable UUID firm) {}

    /** Takes keys that work and end before then, each once. */
    List<Ending> takeEnding(Instant now, Instant before, int most) {
        return jdbc.sql(
                        """
                        WITH soon AS (
                          SELECT k.id FROM api_key k
                           WHERE k.expires_at > :now AND k.expires_at <= :before AND k.warned_at IS NULL
                             AND k.revoked_at IS NULL
                           LIMIT :most FOR UPDATE SKIP LOCKED),
                        warned AS (
                          UPDATE api_key k SET warned_at = :now FROM soon WHERE k.id = soon.id RETURNING k.*)
                        SELECT w.*, u.name AS owner, u.email FROM warned w
                          JOIN user_account u ON u.id = w.user_id AND u.disabled_at IS NULL
                        """)
                .param("now", now.atOffset(UTC))
                .param("before", before.atOffset(UTC))
                .param("most", most)
                .query((row, number) ->
                        new Ending(
                                key(row, number),
                                row.getString("email"),
                                row.getObject("firm_id", UUID.class)))
                .list();
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static ApiKey key(ResultSet row, int number) throws SQLException {
        return new ApiKey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("prefix"),
                row.getObject("user_id", UUID.class),
                row.getString("owner"),
                new TreeSet<>(texts(row, "scopes")),
                texts(row, "allowed"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "expires_at"),
                instant(row, "last_used_at"),
                row.getString("last_used_from"),
                instant(row, "revoked_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
