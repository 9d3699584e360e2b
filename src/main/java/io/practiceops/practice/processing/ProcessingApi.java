package io.practiceops.practice.processing;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.practice.processing.FoundField.Box;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** How far versions are, and the figures read off them, for programs. */
@RestController
class ProcessingApi {

    private final Processing processing;
    private final Papers papers;

    ProcessingApi(Processing processing, Papers papers) {
        this.processing = processing;
        this.papers = papers;
    }

    /** How far a version is. */
    record Progress(
            String stage,
            Run.State state,
            @Nullable String outcome,
            Run.@Nullable Scan scan,
            @Nullable String signature,
            @Nullable Integer pages,
            int pagesRead,
            List<StageBody> stages) {}

    record StageBody(
            String stage,
            Instant startedAt,
            @Nullable Instant endedAt,
            long millis,
            int tries,
            @Nullable String outcome) {}

    /** What a version is taken for. */
    record PaperBody(
            UUID document,
            int number,
            @Nullable String form,
            double confidence,
            List<String> evidence,
            Paper.State state,
            @Nullable String reviewedBy,
            @Nullable Instant reviewedAt,
            @Nullable List<FieldBody> fields) {

        static PaperBody of(Paper paper, boolean withFields) {
            var form = paper.form();
            return new PaperBody(
                    paper.document(),
                    paper.number(),
                    form == null ? null : form.key(),
                    paper.confidence(),
                    paper.evidence(),
                    paper.state(),
                    paper.reviewedBy(),
                    paper.reviewedAt(),
                    withFields ? paper.fields().stream().map(FieldBody::of).toList() : null);
        }
    }

    record FieldBody(
            String name,
            @Nullable String value,
            double confidence,
            @Nullable Box place,
            List<String> notes,
            @Nullable String original,
            @Nullable String correctedBy,
            @Nullable Instant correctedAt) {

        static FieldBody of(PaperField field) {
            return new FieldBody(
                    field.name(),
                    field.value(),
                    field.confidence(),
                    field.place(),
                    field.notes(),
                    field.original(),
                    field.correctedBy(),
                    field.correctedAt());
        }
    }

    record Waiting(List<PaperBody> items) {}

    /** What a reviewer says. */
    record Reviewed(@Nullable Map<String, String> values, @Nullable Boolean file) {}

    @GetMapping("/api/v1/documents/{id}/versions/{number}/processing")
    Progress progress(@PathVariable UUID id, @PathVariable int number) {
        var run = processing.of(id, number).orElseThrow(() -> Problem.notFound("version"));
        return new Progress(
                run.stage().key(),
                run.state(),
                run.outcome(),
                run.scan(),
                run.signature(),
                run.pages(),
                run.pagesRead(),
                processing.took(id, number).stream()
                        .map(took ->
                                new StageBody(
                                        took.stage().key(),
                                        took.startedAt(),
                                        took.endedAt(),
                                        took.millis(),
                                        took.tries(),
                                        took.outcome()))
                        .toList());
    }

    @PostMapping("/api/v1/documents/{id}/versions/{number}/processing/retry")
    Progress retry(@PathVariable UUID id, @PathVariable int number) {
        processing.tryAgain(id, number);
        return progress(id, number);
    }

    @GetMapping("/api/v1/papers/waiting")
    Waiting waiting() {
        return new Waiting(
                papers.waiting().stream()
                        .map(filed -> PaperBody.of(filed.paper(), false))
                        .toList());
    }

    @GetMapping("/api/v1/documents/{id}/versions/{number}/figures")
    PaperBody figures(@PathVariable UUID id, @PathVariable int number) {
        return PaperBody.of(papers.show(id, number).paper(), true);
    }

    @PutMapping("/api/v1/documents/{id}/versions/{number}/figures")
    PaperBody accept(
            @PathVariable UUID id, @PathVariable int number, @RequestBody Reviewed reviewed) {
        papers.accept(
                id,
                number,
                reviewed.values() == null ? Map.of() : reviewed.values(),
                Boolean.TRUE.equals(reviewed.file()));
        return PaperBody.of(papers.of(id, number).orElseThrow(), true);
    }
}
