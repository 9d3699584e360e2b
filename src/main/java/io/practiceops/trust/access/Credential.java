package io.practiceops.trust.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose a session or key is, as it stands in this moment.
 *
 * @param via the session or key
 * @param scopes what a key is limited to; null for a session, which is not limited
 * @param proven how a session was proven; null for a key, of which no proof is asked
 * @param seenAt when it was last used, as far as that was written down
 */
record Credential(
        UUID via,
        UUID user,
        String name,
        String email,
        String theme,
        @Nullable UUID firm,
        @Nullable String firmName,
        @Nullable String zone,
        Set<Role> roles,
        @Nullable UUID client,
        @Nullable Set<String> scopes,
        @Nullable Proven proven,
        @Nullable Instant seenAt) {

    /**
     * How a session was proven.
     *
     * @param at the last whole proof
     * @param firmAsksSecond whether a rule of the firm asks the person for a second factor now
     */
    record Proven(Set<Factor> factors, Instant at, boolean firmAsksSecond) {

        boolean hasSecond() {
            return factors.stream().anyMatch(Factor::isSecond);
        }

        private static Proven of(ResultSet row) throws SQLException {
            return new Proven(
                    Factor.named((String[]) row.getArray("factors").getArray()),
                    row.getObject("proven_at", OffsetDateTime.class).toInstant(),
                    row.getBoolean("firm_asks_second"));
        }
    }

    static Credential ofSession(ResultSet row) throws SQLException {
        return of(row, row.getString("theme"), null, Proven.of(row));
    }

    static Credential ofKey(ResultSet row) throws SQLException {
        return of(row, "auto", Set.of((String[]) row.getArray("scopes").getArray()), null);
    }

    private static Credential of(
            ResultSet row, String theme, @Nullable Set<String> scopes, @Nullable Proven proven)
            throws SQLException {
        var seenAt = row.getObject("seen_at", OffsetDateTime.class);
        return new Credential(
                row.getObject("via", UUID.class),
                row.getObject("user_id", UUID.class),
                row.getString("name"),
                row.getString("email"),
                theme,
                row.getObject("firm_id", UUID.class),
                row.getString("firm_name"),
                row.getString("firm_zone"),
                roles(row),
                row.getObject("client_id", UUID.class),
                scopes,
                proven,
                seenAt == null ? null : seenAt.toInstant());
    }

    static Set<Role> roles(ResultSet row) throws SQLException {
        var array = row.getArray("roles");
        var roles =
                array == null ? EnumSet.noneOf(Role.class) : IdentityStore.roles(array.getArray());
        if (row.getBoolean("operator")) {
            roles.add(Role.OPERATOR);
        }
        return roles;
    }
}
