package io.practiceops.practice.viewing;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.PageContext.State;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The forms beside the pages of the viewer. */
@Controller
@RequestMapping("/documents/{id}/view/{opening}/annotations")
class AnnotationPage {

    private final Viewing viewing;
    private final Annotations annotations;

    AnnotationPage(Viewing viewing, Annotations annotations) {
        this.viewing = viewing;
        this.annotations = annotations;
    }

    /**
     * @param boxes four numbers each, between spaces; none for the whole page
     */
    @PostMapping
    String annotate(
            @PathVariable UUID id,
            @PathVariable UUID opening,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "") String boxes,
            @RequestParam(defaultValue = "") String quote,
            @RequestParam(defaultValue = "") String note,
            HttpServletRequest request,
            HttpServletResponse response) {
        return done(
                request,
                response,
                id,
                opening,
                () -> {
                    var opened = viewing.find(id, opening);
                    var place = new Place(page, boxes(boxes), quote);
                    return annotations.annotate(id, opened.version().number(), place, note);
                });
    }

    @PostMapping("/{annotation}")
    String change(
            @PathVariable UUID id,
            @PathVariable UUID opening,
            @PathVariable UUID annotation,
            @RequestParam(defaultValue = "") String note,
            HttpServletRequest request,
            HttpServletResponse response) {
        return done(request, response, id, opening, () -> annotations.change(id, annotation, note));
    }

    @PostMapping("/{annotation}/replies")
    String reply(
            @PathVariable UUID id,
            @PathVariable UUID opening,
            @PathVariable UUID annotation,
            @RequestParam(defaultValue = "") String note,
            HttpServletRequest request,
            HttpServletResponse response) {
        return done(request, response, id, opening, () -> annotations.reply(id, annotation, note));
    }

    @PostMapping("/{annotation}/replies/{reply}")
    String changeReply(
            @PathVariable UUID id,
            @PathVariable UUID opening,
            @PathVariable UUID annotation,
            @PathVariable UUID reply,
            @RequestParam(defaultValue = "") String note,
            HttpServletRequest request,
            HttpServletResponse response) {
        return done(
                request,
                response,
                id,
                opening,
                () -> annotations.changeReply(id, annotation, reply, note));
    }

    @PostMapping("/{annotation}/resolve")
    String resolve(
            @PathVariable UUID id,
            @PathVariable UUID opening,
            @PathVariable UUID annotation,
            HttpServletRequest request,
            HttpServletResponse response) {
        return done(request, response, id, opening, () -> annotations.resolve(id, annotation));
    }

    @PostMapping("/{annotation}/reopen")
    String reopen(
            @PathVariable UUID id,
            @PathVariable UUID opening,
            @PathVariable UUID annotation,
            HttpServletRequest request,
            HttpServletResponse response) {
        return done(request, response, id, opening, () -> annotations.reopen(id, annotation));
    }

    /** Back beside the page either way, with what stands against it. */
    private static String done(
            HttpServletRequest request,
            HttpServletResponse response,
            UUID id,
            UUID opening,
            Supplier<Annotation> act) {
        var back = "redirect:/documents/" + id + "/view?opening=" + opening;
        try {
            var done = act.get();
            return back + "&page=" + done.place().page() + "#note-" + done.id();
        } catch (Problem problem) {
            if (problem.type() != ProblemType.CONFLICT
                    && problem.type() != ProblemType.INVALID_INPUT) {
                throw problem;
            }
            var words =
                    problem.fields().isEmpty()
                            ? problem.detail()
                            : problem.fields().getFirst().message();
            FlashCookie.say(request, response, State.BAD, words);
            return back;
        }
    }

    private static List<Place.Box> boxes(String text) {
        var numbers = text.isBlank() ? new String[0] : text.strip().split("\\s+", -1);
        var boxes = new ArrayList<Place.Box>();
        try {
            for (var i = 0; i + 3 < numbers.length; i += 4) {
                boxes.add(
                        new Place.Box(
                                Double.parseDouble(numbers[i]),
                                Double.parseDouble(numbers[i + 1]),
                                Double.parseDouble(numbers[i + 2]),
                                Double.parseDouble(numbers[i + 3])));
            }
            return boxes;
        } catch (NumberFormatException e) {
            throw Problem.invalid("boxes", "Mark the place again.");
        }
    }
}
