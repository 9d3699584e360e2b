package io.practiceops.trust.access;

import static java.sql.Types.OTHER;
import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Firms, users and memberships; in the platform role. */
@Repository
class IdentityStore {

    private static final String USERS =
            """
            SELECT u.id, u.email, u.name, u.password_hash IS NOT NULL AS has_password, u.disabled_at, u.version,
                   m.roles, m.profession, m.licence_number, m.jurisdiction, m.client_id,
                   u.last_seen_at
              FROM membership m
              JOIN user_account u ON u.id = m.user_id
             WHERE m.firm_id = :firm
            """;

    private final JdbcClient jdbc;

    IdentityStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long countUsers() {
        return jdbc.sql("SELECT count(*) FROM user_account").query(Long.class).single();
    }

    void insertFirm(Firm firm, Instant at) {
        jdbc.sql("INSERT INTO firm (id, name, zone, created_at) VALUES (:id, :name, :zone, :at)")
                .param("id", firm.id())
                .param("name", firm.name())
                .param("zone", firm.zone().getId())
                .param("at", at.atOffset(UTC))
                .update();
    }

    Optional<Firm> findFirm(UUID id) {
        return jdbc.sql("SELECT id, name, zone FROM firm WHERE id = :id")
                .param("id", id)
                .query((row, _) ->
                        new Firm(id, row.getString("name"), ZoneId.of(row.getString("zone"))))
                .optional();
    }

    /** False when the address is taken, in this firm or another. */
    boolean insertUser(UUID id, NewUser user, @Nullable String passwordHash, Instant at) {
        return insertAccount(id, user.email(), user.name(), passwordHash, false, at);
    }

    boolean insertOperator(UUID id, String email, String name, String passwordHash, Instant at) {
        return insertAccount(id, email, name, passwordHash, true, at);
    }

    private boolean insertAccount(
            UUID id,
            String email,
            String name,
            @Nullable String passwordHash,
            boolean operator,
            Instant at) {
        return jdbc.sql(
                                """
                                INSERT INTO user_account (id, email, name, password_hash, password_changed_at,
                                                          operator, created_at)
                                VALUES (:id, :email, :name, :hash, :at, :operator, :at)
                                ON CONFLICT (email) DO NOTHING
                                """)
                        .param("id", id)
                        .param("email", email)
                        .param("name", name)
                        .param("hash", passwordHash)
                        .param("operator", operator)
                        .param("at", at.atOffset(UTC))
                        .update()
                == 1;
    }

    void insertMembership(UUID user, UUID firm, NewUser as) {
        var licence = as.licence();
        jdbc.sql(
                        """
                        INSERT INTO membership (user_id, firm_id, roles, profession, licence_number, jurisdiction,
                                                client_id)
                        VALUES (:user, :firm, :roles, :profession, :number, :jurisdiction, :client)
                        """)
                .param("user", user)
                .param("firm", firm)
                .param("roles", names(as.roles()))
                .param("profession", licence == null ? null : licence.profession().name())
                .param("number", licence == null ? null : licence.number())
                .param("jurisdiction", licence == null ? null : licence.jurisdiction())
                .param("client", as.clientId(), OTHER)
                .update();
    }

    List<User> usersOf(UUID firm) {
        return jdbc.sql(USERS + " ORDER BY u.disabled_at NULLS FIRST, lower(u.name), u.id")
                .param("firm", firm)
                .query(IdentityStore::user)
                .list();
    }

    Optional<User> findUser(UUID firm, UUID id) {
        return jdbc.sql(USERS + " AND u.id = :id")
                .param("firm", firm)
                .param("id", id)
                .query(IdentityStore::user)
                .optional();
    }

    /**
     * Locks the firm's owners, so that two cannot demote each other at once, and counts the active
     * ones.
     */
    long lockAndCountOwners(UUID firm) {
        return jdbc.sql(
                        """
                        SELECT u.id FROM membership m JOIN user_account u ON u.id = m.user_id
                         WHERE m.firm_id = :firm AND 'OWNER' = ANY (m.roles) AND u.disabled_at IS NULL
                         ORDER BY u.id
                           FOR UPDATE
                        """)
                .param("firm", firm)
                .query(UUID.class)
                .list()
                .size();
    }

    void updateRoles(UUID firm, UUID user, Set<Role> roles, User.@Nullable Licence licence) {
        jdbc.sql(
                        """
                        UPDATE membership SET roles = :roles, profession = :profession, licence_number = :number,
                                              jurisdiction = :jurisdiction
                         WHERE firm_id = :firm AND user_id = :user
                        """)
                .param("roles", names(roles))
                .param("profession", licence == null ? null : licence.profession().name())
                .param("number", licence == null ? null : licence.number())
                .param("jurisdiction", licence == null ? null : licence.jurisdiction())
                .param("firm", firm)
                .param("user", user)
                .update();
    }

    /** False when the version is not the newest. */
    boolean touch(UUID user, long version) {
        return jdbc.sql(
                                "UPDATE user_account SET version = version + 1 WHERE id = :id AND version = :version")
                        .param("id", user)
                        .param("version", version)
                        .update()
                == 1;
    }

    void setDisabled(UUID user, @Nullable Instant at) {
        jdbc.sql("UPDATE user_account SET disabled_at = :at WHERE id = :id")
                .param("at", at == null ? null : at.atOffset(UTC))
                .param("id", user)
                .update();
    }

    void setPassword(UUID user, String hash, Instant at) {
        jdbc.sql(
                        "UPDATE user_account SET password_hash = :hash, password_changed_at = :at WHERE id = :id")
                .param("hash", hash)
                .param("at", at.atOffset(UTC))
                .param("id", user)
                .update();
    }

    /** So that two removals at once do not each take the other's factor for the one that stays. */
    void lockAccount(UUID user) {
        jdbc.sql("SELECT id FROM user_account WHERE id = :id FOR UPDATE")
                .param("id", user)
                .query(UUID.class)
                .single();
    }

    void setTheme(UUID user, String theme) {
        jdbc.sql("UPDATE user_account SET theme = :theme WHERE id = :id")
                .param("theme", theme)
                .param("id", user)
                .update();
    }

    record Account(
            UUID id,
            String email,
            String name,
            @Nullable String passwordHash,
            boolean operator,
            boolean disabled,
            List<UUID> firms) {

        /**
         * The firm signed in to: the first of those the person belongs to; null for an operator of
         * none.
         */
        @Nullable UUID firm() {
            return firms.isEmpty() ? null : firms.getFirst();
        }

        boolean hasAPlace() {
            return operator || !firms.isEmpty();
        }
    }

    Optional<Account> findAccount(String email) {
        return account("u.email = :key", email);
    }

    Optional<Account> findAccount(UUID id) {
        return account("u.id = :key", id);
    }

    private Optional<Account> account(String condition, Object key) {
        return jdbc.sql(
                        """
                        SELECT u.id, u.email, u.name, u.password_hash, u.operator, u.disabled_at,
                               ARRAY(SELECT m.firm_id FROM membership m WHERE m.user_id = u.id ORDER BY 1) AS firms
                          FROM user_account u
                         WHERE %s
                        """
                                .formatted(condition))
                .param("key", key)
                .query((row, _) ->
                        new Account(
                                row.getObject("id", UUID.class),
                                row.getString("email"),
                                row.getString("name"),
                                row.getString("password_hash"),
                                row.getBoolean("operator"),
                                row.getObject("disabled_at") != null,
                                List.of((UUID[]) row.getArray("firms").getArray())))
                .optional();
    }

    private static User user(ResultSet row, int number) throws SQLException {
        var profession = row.getString("profession");
        var lastSeen = row.getObject("last_seen_at", OffsetDateTime.class);
        return new User(
                row.getObject("id", UUID.class),
                row.getString("email"),
                row.getString("name"),
                roles(row.getArray("roles").getArray()),
                profession == null
                        ? null
                        : new User.Licence(
                                User.Profession.valueOf(profession),
                                row.getString("jurisdiction"),
                                row.getString("licence_number")),
                row.getObject("client_id", UUID.class),
                row.getBoolean("has_password"),
                row.getObject("disabled_at") != null,
                lastSeen == null ? null : lastSeen.toInstant(),
                row.getLong("version"));
    }

    static Set<Role> roles(Object array) {
        var roles = EnumSet.noneOf(Role.class);
        Arrays.stream((String[]) array).map(Role::valueOf).forEach(roles::add);
        return roles;
    }

    private static String[] names(Set<Role> roles) {
        return roles.stream().sorted().map(Role::name).toArray(String[]::new);
    }
}
