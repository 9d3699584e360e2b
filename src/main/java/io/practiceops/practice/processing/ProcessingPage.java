package io.practiceops.practice.processing;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Check;
import io.practiceops.foundation.web.Moment;
import io.practiceops.foundation.web.PageContext.State;
import io.practiceops.foundation.web.Visitor;
import io.practiceops.practice.documents.Document;
import io.practiceops.practice.documents.Documents;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The pipeline: what waits where, how long it takes, what was given up, which programs it has. */
@Controller
public class ProcessingPage {

    /** A version that is not simply through. */
    public record Row(Document document, int number, String stage, String outcome, Moment since) {}

    /** A program the pipeline uses, as its check found it. */
    public record Program(String title, State state, String summary, @Nullable String mend) {}

    /** A stage, in words. */
    public record StageRow(
            String title,
            String meaning,
            int waiting,
            int running,
            int held,
            int failed,
            int done,
            String p50,
            String p95) {}

    private final Processing processing;
    private final ScannerCheck scanner;
    private final OcrCheck ocr;
    private final Clock clock;

    ProcessingPage(Processing processing, ScannerCheck scanner, OcrCheck ocr, Clock clock) {
        this.processing = processing;
        this.scanner = scanner;
        this.ocr = ocr;
        this.clock = clock;
    }

    @GetMapping("/processing")
    String page(HttpServletRequest request, Model model) {
        var zone = Visitor.of(request).zone();
        model.addAttribute(
                "stages", processing.stages().stream().map(ProcessingPage::row).toList());
        model.addAttribute("counts", processing.counts());
        model.addAttribute("failed", rows(Run.State.FAILED, zone));
        model.addAttribute("held", rows(Run.State.HELD, zone));
        model.addAttribute("blocked", rows(Run.State.BLOCKED, zone));
        model.addAttribute("programs", List.of(program(scanner), program(ocr)));
        model.addAttribute("mayWrite", Acting.actor().may(Documents.WRITE));
        return "processing/pipeline";
    }

    private List<Row> rows(Run.State state, ZoneId zone) {
        return processing.in(state).stream()
                .map(each ->
                        new Row(
                                each.document(),
                                each.run().number(),
                                each.run().stage().title(),
                                each.run().outcome() == null ? "" : each.run().outcome(),
                                Moment.from(clock.instant(), each.run().changedAt(), zone)))
                .toList();
    }

    private static StageRow row(StageFigures.Figures figures) {
        return new StageRow(
                figures.stage().title(),
                figures.stage().meaning(),
                figures.waiting(),
                figures.running(),
                figures.held(),
                figures.failed(),
                figures.done(),
                figures.p50() == null ? "" : StageView.millis(figures.p50()),
                figures.p95() == null ? "" : StageView.millis(figures.p95()));
    }

    private static Program program(Check check) {
        try {
            var result = check.look();
            return new Program(
                    check.title(), State.of(result.health()), result.summary(), result.mend());
        } catch (Exception unknown) {
            return new Program(
                    check.title(),
                    State.UNKNOWN,
                    "It cannot be told: " + unknown.getClass().getSimpleName() + ".",
                    "Look at Health.");
        }
    }
}
