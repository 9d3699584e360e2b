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
        @Nullable Instant seenAt) {

    static Credential ofSession(ResultSet row) throws SQLException {
        return of(row, row.getString("theme"), null);
    }

    static Credential ofKey(ResultSet row) throws SQLException {
        return of(row, "auto", Set.of((String[]) row.getArray("scopes").getArray()));
    }

    private static Credential of(ResultSet row, String theme, @Nullable Set<String> scopes)
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
                seenAt == null ? null : seenAt.toInstant());
    }

    private static Set<Role> roles(ResultSet row) throws SQLException {
        var array = row.getArray("roles");
        var roles =
                array == null ? EnumSet.noneOf(Role.class) : IdentityStore.roles(array.getArray());
        if (row.getBoolean("operator")) {
            roles.add(Role.OPERATOR);
        }
        return roles;
    }
}
