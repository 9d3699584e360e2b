package io.practiceops.practice.processing;

import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Job;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has the scanner look at what was released while there was none, and gives up what nobody works on
 * any more: a task whose instance was killed in its last try ends without a word.
 */
@Component
class CatchUp implements Job {

    private static final Duration EVERY = Duration.ofMinutes(10);

    /** Longer than all tries of a stage with the waits between them. */
    private static final Duration STRAY = Duration.ofHours(6);

    private static final int MOST = 500;

    private record Lagging(UUID firm, UUID document, int number) {}

    private final JdbcClient jdbc;
    private final RunStore runs;
    private final Pipeline pipeline;
    private final Scanner scanner;
    private final AcrossFirmsTemplate acrossFirms;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CatchUp(
            JdbcClient jdbc,
            RunStore runs,
            Pipeline pipeline,
            Scanner scanner,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.runs = runs;
        this.pipeline = pipeline;
        this.scanner = scanner;
        this.acrossFirms = new AcrossFirmsTemplate(transactions);
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Override
    public String name() {
        return "documents.catch-up";
    }

    @Override
    public String title() {
        return "Documents left behind";
    }

    @Override
    public When when() {
        return new When.Every(EVERY);
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(5);
    }

    @Override
    public String whenItFails() {
        return "Files released without a scan stay so, and files nobody works on look as if somebody did.";
    }

    @Override
    public void run() {
        if (isScannerUp()) {
            each(
                    "state = 'DONE' AND scan = 'NOT_SCANNED'",
                    run -> {
                        if (run.state() == Run.State.DONE) {
                            pipeline.scanAgain(run);
                        }
                    });
        }
        each(
                "state = 'RUNNING' AND changed_at < :stray",
                run -> {
                    if (!run.state().isEnd()) {
                        pipeline.giveUp(
                                run, "Nobody works on it any more; its last try was cut off.");
                    }
                });
    }

    private boolean isScannerUp() {
        try {
            scanner.clamd().ifPresent(Clamd::ping);
            return scanner.clamd().isPresent();
        } catch (ScannerDown down) {
            return false;
        }
    }

    private void each(String which, Consumer<Run> what) {
        for (var one : lagging(which)) {
            Acting.as(
                    Actor.system("document pipeline", one.firm),
                    () ->
                            transaction.executeWithoutResult(_ ->
                                    runs.findForUpdate(one.document, one.number).ifPresent(what)));
        }
    }

    private List<Lagging> lagging(String which) {
        return Objects.requireNonNull(
                acrossFirms.execute(_ ->
                        jdbc.sql(
                                        "SELECT firm_id, document_id, number FROM processing_run WHERE "
                                                + which
                                                + " AND :stray::timestamptz IS NOT NULL ORDER BY changed_at LIMIT :most")
                                .param("stray", clock.instant().minus(STRAY).atOffset(UTC))
                                .param("most", MOST)
                                .query((row, _) ->
                                        new Lagging(
                                                row.getObject("firm_id", UUID.class),
                                                row.getObject("document_id", UUID.class),
                                                row.getInt("number")))
                                .list()));
    }
}
