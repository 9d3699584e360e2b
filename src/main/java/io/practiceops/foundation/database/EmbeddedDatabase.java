package io.practiceops.foundation.database;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The embedded server as the application sees it: its own, or, for a command run beside a server,
 * the one that server already has open.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private final DatabaseAccess access;
    private final @Nullable EmbeddedPostgres own;

    private EmbeddedDatabase(DatabaseAccess access, @Nullable EmbeddedPostgres own) {
        this.access = access;
        this.own = own;
    }

    /** Starts the server of the home. For commands, see {@link #shared}. */
    static EmbeddedDatabase of(Path home, boolean command) {
        if (command) {
            return shared(home);
        }
        var server = EmbeddedPostgres.start(home);
        return new EmbeddedDatabase(server.access(), server);
    }

    private static EmbeddedDatabase shared(Path home) {
        var running = EmbeddedPostgres.attach(home);
        if (running.isPresent()) {
            return new EmbeddedDatabase(running.get(), null);
        }
        var server = EmbeddedPostgres.start(home);
        return new EmbeddedDatabase(server.access(), server);
    }

    DatabaseAccess access() {
        return access;
    }

    Optional<EmbeddedPostgres> own() {
        return Optional.ofNullable(own);
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
