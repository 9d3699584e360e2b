package io.practiceops.foundation.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the database is. Without a URL it is embedded, below the home.
 *
 * @param user the login the server works with; never a superuser
 * @param ownerUser the login that owns the tables and migrates them
 * @param connections size of the pool
 */
@ConfigurationProperties("practiceops.database")
record DatabaseSettings(
        @Nullable String url,
        @Nullable String user,
        @Nullable String password,
        @Nullable String ownerUser,
        @Nullable String ownerPassword,
        @DefaultValue("practiceops_platform") String platformRole,
        @DefaultValue("10") int connections) {

    boolean isExternal() {
        return url != null && !url.isBlank();
    }

    DatabaseAccess external() {
        return new DatabaseAccess(
                needed(url, "URL"),
                new DatabaseAccess.Login(
                        needed(ownerUser, "OWNER_USER"), needed(ownerPassword, "OWNER_PASSWORD")),
                new DatabaseAccess.Login(needed(user, "USER"), needed(password, "PASSWORD")));
    }

    private static String needed(@Nullable String value, String name) {
        if (value == null || value.isBlank()) {
            throw new DatabaseRefused(
                    "An external database needs PRACTICEOPS_DATABASE_" + name + ".",
                    "Set it; docs/external-postgresql.md has the roles and what each login is for.");
        }
        return value;
    }
}
