package io.practiceops.practice.processing;

import io.practiceops.foundation.jobs.Attempt;
import io.practiceops.foundation.jobs.Tasks;
import io.practiceops.practice.documents.Releases;
import io.practiceops.practice.documents.Version;
import io.practiceops.practice.documents.VersionStored;
import io.practiceops.practice.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings each version through the stages, one task of the queue for each. The task of the next
 * stage is scheduled in the transaction that ends a stage, so a crash costs the stage it fell into
 * and no more. What fails for good waits for somebody to try again, and holds up nobody.
 */
@Component
class Pipeline {

    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

    private final RunStore runs;
    private final Releases releases;
    private final Vault vault;
    private final Tasks tasks;
    private final PipelineMeters meters;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Map<Stage, StageWork> works = new EnumMap<>(Stage.class);

    Pipeline(
            RunStore runs,
            Releases releases,
            Vault vault,
            Tasks tasks,
            PipelineMeters meters,
            List<StageWork> works,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.runs = runs;
        this.releases = releases;
        this.vault = vault;
        this.tasks = tasks;
        this.meters = meters;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        works.forEach(work -> this.works.put(work.stage(), work));
        for (var stage : Stage.values()) {
            if (!this.works.containsKey(stage)) {
                throw new IllegalStateException("Nobody does the work of the stage " + stage);
            }
        }
    }

    @EventListener
    void stored(VersionStored stored) {
        begin(stored.documentId(), stored.number());
    }

    /** Within the caller's transaction. Without effect when it was begun. */
    void begin(UUID document, int number) {
        if (runs.begin(document, number, clock.instant())) {
            tasks.schedule(new RunStage(document, number, Stage.TYPE));
        }
    }

    /** One try of a stage. */
    void run(RunStage task, Attempt attempt) throws Exception {
        var begun = transaction.execute(_ -> begin(task, attempt));
        if (begun == null || begun.isEmpty()) {
            return;
        }
        var run = begun.get().run;
        var ticks = System.nanoTime();
        try (var subject = new Subject(run, begun.get().version, vault)) {
            var step = Objects.requireNonNull(works.get(task.stage())).work(subject);
            transaction.executeWithoutResult(_ -> take(run, step, ticks));
            meters.worked(run.stage(), step.name(), since(ticks));
        } catch (Exception failed) {
            meters.worked(run.stage(), "failed", since(ticks));
            failed(run, attempt, failed);
        }
    }

    private static Duration since(long ticks) {
        return Duration.ofNanos(System.nanoTime() - ticks);
    }

    private record Begun(Run run, Version version) {}

    /** Empty when somebody else is done with that stage already, or the document is gone. */
    private Optional<Begun> begin(RunStage task, Attempt attempt) {
        var run = runs.findForUpdate(task.document(), task.number());
        if (run.isEmpty() || run.get().stage() != task.stage() || run.get().state().isEnd()) {
            return Optional.empty();
        }
        return releases.find(task.document(), task.number())
                .map(version -> {
                    runs.atWork(run.get(), attempt.number(), clock.instant());
                    return new Begun(run.get(), version);
                });
    }

    /** The document is held before its run, as where it ends. */
    private void take(Run run, Step step, long ticks) {
        if (!releases.hold(run.document())) {
            return;
        }
        var now = runs.findForUpdate(run.document(), run.number());
        if (now.isEmpty() || now.get().stage() != run.stage() || now.get().state().isEnd()) {
            return;
        }
        step.keep().run();
        // What it keeps is work too: of the last stage, all there is.
        var took = since(ticks);
        var at = clock.instant();
        switch (step) {
            case Step.Next(var next, var outcome, var _) -> {
                runs.stageTook(run, took.toMillis(), at, outcome);
                runs.moveTo(run, next, Run.State.WAITING, outcome, at);
                tasks.schedule(new RunStage(run.document(), run.number(), next));
            }
            case Step.Rest(var after, var outcome, var _) -> {
                runs.stageTook(run, took.toMillis(), null, outcome);
                runs.moveTo(run, run.stage(), Run.State.WAITING, outcome, at);
                again(run, after);
            }
            case Step.Hold(var after, var outcome) -> {
                runs.moveTo(run, run.stage(), Run.State.HELD, outcome, at);
                again(run, after);
            }
            case Step.Block(var outcome, var _) -> end(run, Run.State.BLOCKED, outcome, took);
            case Step.Done(var outcome, var _) -> {
                end(run, Run.State.DONE, outcome, took);
                if (run.stage() == Stage.INDEX) {
                    meters.searchableAfter(Duration.between(run.startedAt(), at));
                }
            }
        }
    }

    private void again(Run run, Duration after) {
        tasks.schedule(
                new RunStage(run.document(), run.number(), run.stage()),
                clock.instant().plus(after));
    }

    private void end(Run run, Run.State state, String outcome, Duration took) {
        runs.stageTook(run, took.toMillis(), clock.instant(), outcome);
        // A version that only was scanned again is through all the same.
        var stage = state == Run.State.DONE ? Stage.INDEX : run.stage();
        runs.moveTo(run, stage, state, outcome, clock.instant());
        meters.ended(state);
    }

    /** The last failure is kept with the run, where people see it and can try again. */
    private void failed(Run run, Attempt attempt, Exception failure) throws Exception {
        if (!attempt.isLast()) {
            transaction.executeWithoutResult(_ ->
                    runs.moveTo(
                            run,
                            run.stage(),
                            Run.State.WAITING,
                            "Try %d of %d failed; tried again by itself."
                                    .formatted(attempt.number(), attempt.of()),
                            clock.instant()));
            throw failure;
        }
        LOG.error(
                "The stage {} of version {} of document {} failed for good.",
                run.stage(),
                run.number(),
                run.document(),
                failure);
        transaction.executeWithoutResult(_ -> giveUp(run, words(failure)));
    }

    /** Within a transaction. */
    void giveUp(Run run, String why) {
        runs.moveTo(run, run.stage(), Run.State.FAILED, why, clock.instant());
        meters.ended(Run.State.FAILED);
    }

    private static String words(Exception failure) {
        return failure instanceof OcrFailed || failure instanceof ScannerDown
                ? String.valueOf(failure.getMessage())
                : "The stage failed each time it was tried (%s). The file is kept as it is."
                        .formatted(failure.getClass().getSimpleName());
    }

    /** Within the caller's transaction: through the scanner, after it was released without. */
    void scanAgain(Run run) {
        runs.moveTo(run, Stage.MALWARE, Run.State.WAITING, null, clock.instant());
        tasks.schedule(new RunStage(run.document(), run.number(), Stage.MALWARE));
    }

    /** Within the caller's transaction: at the stage where it gave up, with all tries anew. */
    void tryAgain(Run run) {
        runs.moveTo(run, run.stage(), Run.State.WAITING, null, clock.instant());
        tasks.schedule(new RunStage(run.document(), run.number(), run.stage()));
    }
}
