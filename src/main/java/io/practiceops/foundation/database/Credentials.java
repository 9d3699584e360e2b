package io.practiceops.foundation.database;

import io.practiceops.foundation.database.DatabaseAccess.Login;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;

/** The three logins of an embedded server, each with a password of its own. */
record Credentials(Login admin, Login owner, Login app) {

    static final String FILE = "database.credentials";
    static final String ADMIN = "practiceops_admin";
    static final String OWNER = "practiceops_owner";
    static final String APP = "practiceops_app";

    static Credentials generate() {
        var random = new SecureRandom();
        return new Credentials(
                new Login(ADMIN, password(random)),
                new Login(OWNER, password(random)),
                new Login(APP, password(random)));
    }

    /** What the home holds; empty when it holds none. */
    static Optional<Credentials> read(Path home) throws IOException {
        var file = home.resolve(FILE);
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (AccessDeniedException e) {
            throw new DatabaseRefused(
                    "%s is not readable for you. Run this as the account that runs the server."
                            .formatted(file),
                    e);
        }
        return Optional.of(
                new Credentials(
                        login(file, properties, ADMIN),
                        login(file, properties, OWNER),
                        login(file, properties, APP)));
    }

    /** Stores them, readable for the account of this process alone. */
    void write(Path home) throws IOException {
        var content = new StringBuilder("# The logins of the PostgreSQL in this directory.\n");
        for (var login : new Login[] {admin, owner, app}) {
            content.append(login.user()).append('=').append(login.password()).append('\n');
        }
        DurableFiles.replace(home.resolve(FILE), content.toString());
    }

    private static Login login(Path file, Properties properties, String user) {
        var password = properties.getProperty(user);
        if (password == null || password.isBlank()) {
            throw new DatabaseRefused(
                    ("%s has no password for %s. Put the file back from a copy, or delete it: the"
                                    + " next start makes new passwords.")
                            .formatted(file, user));
        }
        return new Login(user, password);
    }

    private static String password(SecureRandom random) {
        var bytes = new byte[24];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
