package io.practiceops.foundation.database;

import java.io.IOException;
import java.nio.file.Path;

/** The settings an embedded server starts with. {@code ALTER SYSTEM} overrides them. */
final class PostgresSettings {

    static final String FILE = "practiceops.conf";

    private static final String SETTINGS =
            """
            # Written anew at every start. For a setting of your own, use ALTER SYSTEM.
            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            password_encryption = 'scram-sha-256'
            max_connections = 60

            fsync = on
            synchronous_commit = on
            full_page_writes = on
            wal_level = replica
            summarize_wal = on
            max_wal_senders = 4
            max_replication_slots = 4
            max_slot_wal_keep_size = '2GB'

            shared_buffers = '128MB'
            work_mem = '8MB'
            effective_cache_size = '1GB'
            jit = off
            shared_preload_libraries = 'pg_stat_statements'

            timezone = 'UTC'
            log_timezone = 'UTC'
            logging_collector = off
            log_destination = 'stderr'
            log_line_prefix = '%m [%p] %q%u@%d '
            log_min_duration_statement = '500ms'
            # Values bound to a statement are people's data; a log is no place for them.
            log_parameter_max_length = 0
            # Who changes tables, the audit trail's above all, is on record outside of them.
            log_statement = ddl
            """;

    private PostgresSettings() {}

    static void write(Path data, int port, PostgresAccount account) throws IOException {
        DurableFiles.replace(data.resolve(FILE), SETTINGS + "port = " + port + "\n", account);
    }
}
