package io.practiceops.foundation.database;

import java.io.IOException;
import java.nio.file.Path;

/** A migrated server of its own that can be killed and comes back on the same port. */
public final class CrashableServer implements AutoCloseable {

    private final Path home;
    private final int port = PostgresStart.freePort();
    private EmbeddedPostgres server;

    public CrashableServer(String name) throws IOException {
        home = TestHomes.create(name);
        server = EmbeddedPostgres.start(home, () -> port);
        DatabaseConfiguration.migrate(
                server.access(),
                new DatabaseSettings(null, null, null, null, null, PostgresRoles.PLATFORM, 8));
    }

    public DatabaseAccess access() {
        return server.access();
    }

    /** SIGKILL to the postmaster, then a start that recovers. */
    public void crash() {
        ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
        ProcessHandle.of(server.pid()).ifPresent(dying -> dying.onExit().join());
        server.close();
        server = EmbeddedPostgres.start(home, () -> port);
    }

    @Override
    public void close() {
        server.close();
    }
}
