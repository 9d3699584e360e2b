package io.practiceops.foundation.database;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A migrated database of its own for a test that needs no application around it. */
public final class ScratchDatabase implements AutoCloseable {

    private static final String TEMPLATE = "scratch_template";
    private static final String PLATFORM = "practiceops_platform";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private static @Nullable EmbeddedPostgres server;

    private final DatabaseAccess access;
    private final HikariDataSource dataSource;

    private ScratchDatabase(DatabaseAccess access) {
        this.access = access;
        this.dataSource = new HikariDataSource();
        dataSource.setJdbcUrl(access.url());
        dataSource.setUsername(access.app().user());
        dataSource.setPassword(access.app().password());
        dataSource.setMaximumPoolSize(8);
        dataSource.setMinimumIdle(1);
    }

    /** A new one, empty but for what the migrations make. */
    public static ScratchDatabase create() {
        var name = "scratch_" + NUMBERS.incrementAndGet();
        var postgres = server();
        postgres.createDatabase(name, TEMPLATE);
        return new ScratchDatabase(postgres.access(name));
    }

    /** A home for an application that brings its own server. */
    public static Path newHome(String name) throws IOException {
        return TestHomes.create(name);
    }

    /** The superuser of the server. */
    public static DatabaseAccess.Login admin() {
        return server().admin();
    }

    /** One that another process created. */
    public static ScratchDatabase existing(DatabaseAccess access) {
        return new ScratchDatabase(access);
    }

    public DatabaseAccess access() {
        return access;
    }

    /** Connections as the application has them. */
    public HikariDataSource dataSource() {
        return dataSource;
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(dataSource);
    }

    public PlatformTransactionManager transactions() {
        return new FirmTransactionManager(dataSource, PLATFORM);
    }

    public TransactionTemplate transaction() {
        return new TransactionTemplate(transactions());
    }

    @Override
    public void close() {
        dataSource.close();
    }

    private static synchronized EmbeddedPostgres server() {
        var running = server;
        if (running == null) {
            try {
                running = EmbeddedPostgres.start(TestHomes.create("scratch"));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            server = running;
            // After the last application context, which still needs it.
            SpringApplication.getShutdownHandlers().add(running::close);
            running.createDatabase(TEMPLATE, null);
            DatabaseConfiguration.migrate(running.access(TEMPLATE), settings());
        }
        return running;
    }

    private static DatabaseSettings settings() {
        return new DatabaseSettings(null, null, null, null, null, PLATFORM, 8);
    }
}
