package io.practiceops.practice.processing;

import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Job;
import io.practiceops.practice.documents.Releases;
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
 * Has the scanner look at what was released while there was none or was too large for it, begins
 * what was never begun, and gives up what nobody works on any more: a task whose instance was
 * killed in its last try ends without a word.
 */
@Component
class CatchUp implements Job {

    private static final Duration EVERY = Duration.ofMinutes(10);

    /** Longer than all tries of a stage with the waits between them. */
    private static final Duration STRAY = Duration.ofHours(6);

    /**
     * How long the scanner is not asked again about a file too large for it. By then its limit may
     * be another, which it does not tell; ours shows in the settings.
     */
    private static final Duration TOO_BIG_AGAIN = Duration.ofDays(1);

    private static final int MOST = 500;

    private record Lagging(UUID firm, UUID document, int number) {}

    private final JdbcClient jdbc;
    private final RunStore runs;
    private final Pipeline pipeline;
    private final Releases releases;
    private final Scanner scanner;
    private final MalwareSettings settings;
    private final AcrossFirmsTemplate acrossFirms;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CatchUp(
            JdbcClient jdbc,
            RunStore runs,
            Pipeline pipeline,
            Releases releases,
            Scanner scanner,
            MalwareSettings settings,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.runs = runs;
        this.pipeline = pipeline;
        this.releases = releases;
        this.scanner = scanner;
        this.settings = settings;
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
                    lagging(
                            "(r.state = 'DONE' OR r.state = 'FAILED' AND r.stage <> 'MALWARE') AND r.scan = 'NOT_SCANNED'"),
                    this::scan);
            each(
                    lagging(
                            """
                            r.state IN ('DONE', 'FAILED') AND r.scan = 'TOO_BIG' AND r.changed_at < :tooBig
                            AND EXISTS (SELECT FROM document_version v
                                         WHERE v.firm_id = r.firm_id AND v.document_id = r.document_id
                                           AND v.number = r.number AND v.size <= :largest)
                            """),
                    this::scan);
        }
        each(
                lagging("r.state = 'RUNNING' AND r.changed_at < :stray"),
                run -> {
                    if (!run.state().isEnd()) {
                        pipeline.giveUp(
                                run, "Nobody works on it any more; its last try was cut off.");
                    }
                });
        neverBegun().forEach(this::begin);
    }

    private void scan(Run run) {
        if (run.state() == Run.State.DONE || run.state() == Run.State.FAILED) {
            pipeline.scanAgain(run);
        }
    }

    private void begin(Lagging one) {
        inFirm(
                one,
                () -> {
                    if (releases.hold(one.document)) {
                        pipeline.begin(one.document, one.number);
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

    private void each(List<Lagging> lagging, Consumer<Run> what) {
        for (var one : lagging) {
            inFirm(one, () -> runs.findForUpdate(one.document, one.number).ifPresent(what));
        }
    }

    private void inFirm(Lagging one, Runnable work) {
        Acting.as(
                Actor.system("document pipeline", one.firm),
                () -> transaction.executeWithoutResult(_ -> work.run()));
    }

    private List<Lagging> lagging(String which) {
        return found(
                "SELECT r.firm_id, r.document_id, r.number FROM processing_run r WHERE "
                        + which
                        + " ORDER BY r.changed_at LIMIT :most");
    }

    /** From before there was a pipeline, and not read then either. */
    private List<Lagging> neverBegun() {
        return found(
                """
                SELECT v.firm_id, v.document_id, v.number FROM document_version v
                 WHERE v.reading = 'WAITING' AND v.state <> 'BLOCKED'
                   AND NOT EXISTS (SELECT FROM processing_run r
                                    WHERE r.firm_id = v.firm_id AND r.document_id = v.document_id
                                      AND r.number = v.number)
                 LIMIT :most
                """);
    }

    private List<Lagging> found(String sql) {
        var now = clock.instant();
        return Objects.requireNonNull(
                acrossFirms.execute(_ ->
                        jdbc.sql(sql)
                                .param("stray", now.minus(STRAY).atOffset(UTC))
                                .param("tooBig", now.minus(TOO_BIG_AGAIN).atOffset(UTC))
                                .param("largest", settings.largest().toBytes())
                                .param("most", MOST)
                                .query((row, _) ->
                                        new Lagging(
                                                row.getObject("firm_id", UUID.class),
                                                row.getObject("document_id", UUID.class),
                                                row.getInt("number")))
                                .list()));
    }
}
