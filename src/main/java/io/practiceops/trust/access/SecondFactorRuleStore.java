package io.practiceops.trust.access;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** From when on which role of a firm needs a second factor; in the platform role. */
@Repository
class SecondFactorRuleStore {

    /** Of a person in use: whether there is a second factor. */
    private static final String HAS_FACTOR =
            """
            (EXISTS (SELECT FROM authenticator a WHERE a.user_id = u.id AND a.confirmed_at IS NOT NULL)
             OR EXISTS (SELECT FROM passkey p WHERE p.user_id = u.id AND p.revoked_at IS NULL))
            """;

    private final JdbcClient jdbc;

    SecondFactorRuleStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<Role, Instant> rulesOf(UUID firm) {
        var rules = new EnumMap<Role, Instant>(Role.class);
        jdbc.sql("SELECT role, required_from FROM second_factor_rule WHERE firm_id = :firm")
                .param("firm", firm)
                .query((row, _) ->
                        rules.put(
                                Role.valueOf(row.getString("role")),
                                row.getObject("required_from", OffsetDateTime.class).toInstant()))
                .list();
        return rules;
    }

    void require(UUID firm, Role role, Instant from) {
        jdbc.sql(
                        """
                        INSERT INTO second_factor_rule (firm_id, role, required_from) VALUES (:firm, :role, :from)
                        ON CONFLICT (firm_id, role) DO UPDATE SET required_from = :from
                        """)
                .param("firm", firm)
                .param("role", role.name())
                .param("from", from.atOffset(UTC))
                .update();
    }

    void makeOptional(UUID firm, Role role) {
        jdbc.sql("DELETE FROM second_factor_rule WHERE firm_id = :firm AND role = :role")
                .param("firm", firm)
                .param("role", role.name())
                .update();
    }

    /** Somebody who may sign in, and whether they have a second factor. */
    record Person(UUID id, Set<Role> roles, boolean hasFactor) {}

    List<Person> peopleOf(UUID firm) {
        return jdbc.sql(
                        """
                        SELECT u.id, m.roles, %s AS has_factor
                          FROM membership m JOIN user_account u ON u.id = m.user_id AND u.disabled_at IS NULL
                         WHERE m.firm_id = :firm
                        """
                                .formatted(HAS_FACTOR))
                .param("firm", firm)
                .query((row, _) ->
                        new Person(
                                row.getObject("id", UUID.class),
                                IdentityStore.roles(row.getArray("roles").getArray()),
                                row.getBoolean("has_factor")))
                .list();
    }

    /** The roles of a person, and the earliest rule on any of them. */
    record Demand(Set<Role> roles, @Nullable Instant from) {}

    Demand demandOn(UUID user) {
        return jdbc.sql(
                        """
                        SELECT u.operator, m.roles,
                               (SELECT min(r.required_from) FROM second_factor_rule r
                                 WHERE r.firm_id = m.firm_id AND r.role = ANY (m.roles)) AS from_when
                          FROM user_account u LEFT JOIN membership m ON m.user_id = u.id
                         WHERE u.id = :user
                        """)
                .param("user", user)
                .query((row, _) -> {
                    var from = row.getObject("from_when", OffsetDateTime.class);
                    return new Demand(
                            Credential.roles(row), from == null ? null : from.toInstant());
                })
                .single();
    }
}
