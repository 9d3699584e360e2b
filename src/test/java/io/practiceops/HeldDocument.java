package io.practiceops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A document held by a transaction, as its end holds it, and what others do meanwhile. */
public final class HeldDocument {

    private static final long BETWEEN_NANOS = 20_000_000;

    private HeldDocument() {}

    /**
     * Has the work wait for the document, and fails when it holds rows of that table meanwhile: two
     * who take document and row in another order wait for each other.
     *
     * @param work of one who changes both; as whoever it is from
     */
    public static void isTakenBefore(
            String table,
            ApplicationContext application,
            TestFirm firm,
            UUID document,
            Runnable work) {
        var jdbc = application.getBean(JdbcClient.class);
        var transaction = application.getBean(TransactionTemplate.class);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var working =
                    firm.asSystem(() ->
                            transaction.execute(_ -> {
                                lock(
                                        jdbc,
                                        "SELECT 1 FROM document WHERE id = ? FOR UPDATE",
                                        document);
                                var begun = CompletableFuture.runAsync(work, threads);
                                awaitSomebodyWaiting(jdbc, begun);
                                lock(
                                        jdbc,
                                        "SELECT 1 FROM %s WHERE document_id = ? FOR UPDATE NOWAIT"
                                                .formatted(table),
                                        document);
                                return begun;
                            }));
            working.join();
        }
    }

    private static void lock(JdbcClient jdbc, String sql, UUID document) {
        assertThat(jdbc.sql(sql).param(document).query(Integer.class).list()).isNotEmpty();
    }

    private static void awaitSomebodyWaiting(JdbcClient jdbc, CompletableFuture<Void> begun) {
        while (jdbc.sql(
                                """
                                SELECT count(*) FROM pg_stat_activity
                                 WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))
                                """)
                        .query(Long.class)
                        .single()
                == 0) {
            if (begun.isDone()) {
                begun.join();
                throw new AssertionError("It did not wait for the document");
            }
            LockSupport.parkNanos(BETWEEN_NANOS);
        }
    }
}
