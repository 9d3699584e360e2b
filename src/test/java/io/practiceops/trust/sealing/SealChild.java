package io.practiceops.trust.sealing;

import io.practiceops.foundation.database.DatabaseAccess;
import io.practiceops.foundation.database.ScratchDatabase;
import io.practiceops.trust.audit.AuditEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * An instance in a process of its own: sixteen writers and the sealer, until it is killed. Says of
 * each entry that it was acknowledged. Whatever the database does, it goes on.
 */
final class SealChild {

    static final String ACKNOWLEDGED = "ack ";
    static final int WRITERS = 16;

    private static final int FIRMS = 5;

    private SealChild() {}

    public static void main(String... words) {
        var login = new DatabaseAccess.Login(words[1], words[2]);
        var database = ScratchDatabase.existing(new DatabaseAccess(words[0], login, login));
        database.dataSource().setMaximumPoolSize(10);
        database.dataSource().setConnectionTimeout(2_000);
        var instance = new TestSealing(database, Clock.systemUTC(), Path.of(words[3]));
        instance.sealer.start();
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var writer = 0; writer < WRITERS; writer++) {
                var firm = new UUID(9, writer % FIRMS);
                writers.execute(() -> write(instance, firm));
            }
        }
    }

    private static void write(TestSealing instance, UUID firm) {
        while (true) {
            var thing = UUID.randomUUID();
            try {
                instance.record(
                        firm, AuditEvent.done("thing.done", "thing", thing).named("A thing"));
                System.out.println(ACKNOWLEDGED + thing);
            } catch (DataAccessException | TransactionException notDone) {
                // An outage. What it was about was not acknowledged.
            }
        }
    }
}
