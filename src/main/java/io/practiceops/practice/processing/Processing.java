package io.practiceops.practice.processing;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.practice.documents.Document;
import io.practiceops.practice.documents.Documents;
import io.practiceops.practice.processing.StageFigures.Figures;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How far the firm's documents are on their way, and setting going again what failed. */
@Service
public class Processing {

    private static final Duration LOOKED_BACK = Duration.ofHours(24);
    private static final int MOST_FAILED = 100;

    private final RunStore runs;
    private final StageFigures figures;
    private final Pipeline pipeline;
    private final Documents documents;
    private final Audit audit;
    private final Clock clock;

    Processing(
            RunStore runs,
            StageFigures figures,
            Pipeline pipeline,
            Documents documents,
            Audit audit,
            Clock clock) {
        this.runs = runs;
        this.figures = figures;
        this.pipeline = pipeline;
        this.documents = documents;
        this.audit = audit;
        this.clock = clock;
    }

    /** A version on its way, of a document the actor may see. */
    record Underway(Document document, Run run) {}

    @Transactional(readOnly = true)
    Optional<Run> of(UUID document, int number) {
        documents.find(document);
        return runs.find(document, number);
    }

    /** When the stages of that version ran. */
    @Transactional(readOnly = true)
    List<StageFigures.Took> took(UUID document, int number) {
        documents.find(document);
        return figures.took(document, number);
    }

    /** Of those documents that the actor may see. */
    @Transactional(readOnly = true)
    List<Run> newest(List<UUID> of) {
        return runs.newest(documents.findAll(of).stream().map(Document::id).toList());
    }

    /** Each stage: what waits, runs and failed, and how long it took in the last 24 hours. */
    @Transactional(readOnly = true)
    List<Figures> stages() {
        Acting.require(Documents.READ);
        return figures.since(clock.instant().minus(LOOKED_BACK));
    }

    /** What was given up, was blocked, or waits for the scanner, the latest first. */
    @Transactional(readOnly = true)
    List<Underway> in(Run.State state) {
        Acting.require(Documents.READ);
        var found = runs.in(state, MOST_FAILED);
        var seen =
                documents.findAll(found.stream().map(Run::document).toList()).stream()
                        .collect(Collectors.toMap(Document::id, document -> document));
        return found.stream()
                .filter(run -> seen.containsKey(run.document()))
                .map(run -> new Underway(Objects.requireNonNull(seen.get(run.document())), run))
                .toList();
    }

    @Transactional(readOnly = true)
    StageFigures.Counts counts() {
        Acting.require(Documents.READ);
        return figures.counts();
    }

    /** What was given up goes on at its stage, with all tries anew. */
    @Transactional
    void tryAgain(UUID id, int number) {
        Acting.require(Documents.WRITE);
        var document = documents.find(id);
        var run = runs.findForUpdate(id, number).orElseThrow(() -> Problem.notFound("version"));
        if (run.state() != Run.State.FAILED) {
            throw Problem.conflict(
                    "This version is not among those that failed.",
                    "Load the page again to see how far it is.");
        }
        pipeline.tryAgain(run);
        audit.record(
                AuditEvent.done("document.processing-retried", Documents.KIND, id)
                        .named(document.name())
                        .detail("number", number)
                        .detail("stage", run.stage().title()));
    }
}
