package io.practiceops.practice.processing;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.Choice;
import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.FormErrors;
import io.practiceops.foundation.web.Visitor;
import io.practiceops.practice.documents.Documents;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Papers whose figures somebody should look over: the page on one side, what was read on the other.
 */
@Controller
@RequestMapping("/review")
class PaperPage {

    private static final String FIELD = "field.";

    private final Papers papers;
    private final PagePictures pictures;

    PaperPage(Papers papers, PagePictures pictures) {
        this.papers = papers;
        this.pictures = pictures;
    }

    @GetMapping
    String list(HttpServletRequest request, Model model) {
        var zone = Visitor.of(request).zone();
        model.addAttribute(
                "papers",
                papers.waiting().stream()
                        .map(filed -> PaperView.of(filed.document(), filed.paper(), zone))
                        .toList());
        return "processing/review";
    }

    @GetMapping("/{document}/{number}")
    String one(
            @PathVariable UUID document,
            @PathVariable int number,
            HttpServletRequest request,
            Model model) {
        return page(document, number, Map.of(), request, model);
    }

    private String page(
            UUID document,
            int number,
            Map<String, String> typed,
            HttpServletRequest request,
            Model model) {
        var filed = papers.show(document, number);
        var view = PaperView.of(filed.document(), filed.paper(), Visitor.of(request).zone());
        var page = view.page() == null ? 1 : view.page();
        var queue = papers.waiting();
        model.addAttribute("paper", view);
        model.addAttribute("typed", typed);
        model.addAttribute("shownPage", page);
        model.addAttribute("sheet", pictures.size(document, number, page).orElse(null));
        model.addAttribute("waiting", queue.size());
        model.addAttribute("kinds", kinds());
        model.addAttribute("mayWrite", Acting.actor().may(Documents.WRITE));
        model.addAttribute("open", filed.paper().state() == Paper.State.REVIEW);
        if (!model.containsAttribute("errors")) {
            model.addAttribute("errors", FormErrors.none());
        }
        return "processing/paper-review";
    }

    private static List<Choice> kinds() {
        return Forms.bundled().all().stream()
                .filter(form -> !form.fields().isEmpty())
                .map(form -> new Choice(form.key(), form.title()))
                .toList();
    }

    @GetMapping("/{document}/{number}/pages/{page}")
    ResponseEntity<byte[]> picture(
            @PathVariable UUID document, @PathVariable int number, @PathVariable int page) {
        var picture = pictures.draw(document, number, page);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(picture.mediaType()))
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(10)).cachePrivate())
                .body(picture.bytes());
    }

    @PostMapping("/{document}/{number}")
    String accept(
            @PathVariable UUID document,
            @PathVariable int number,
            @RequestParam Map<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var typed = new HashMap<String, String>();
        form.forEach((name, value) -> {
            if (name.startsWith(FIELD)) {
                typed.put(name.substring(FIELD.length()), value);
            }
        });
        try {
            papers.accept(document, number, typed, form.containsKey("file"));
        } catch (Problem problem) {
            var view = page(document, number, typed, request, model);
            return FormErrors.again(problem, model, response, view);
        }
        FlashCookie.say(request, response, "Looked over and kept.");
        return next();
    }

    @PostMapping("/{document}/{number}/reject")
    String reject(
            @PathVariable UUID document,
            @PathVariable int number,
            HttpServletRequest request,
            HttpServletResponse response) {
        papers.reject(document, number);
        FlashCookie.say(request, response, "The figures are set aside; the document stays.");
        return next();
    }

    @PostMapping("/{document}/{number}/form")
    String choose(
            @PathVariable UUID document, @PathVariable int number, @RequestParam String form) {
        papers.choose(document, number, form);
        return "redirect:/review/%s/%d".formatted(document, number);
    }

    private String next() {
        return papers.waiting().stream()
                .findFirst()
                .map(filed ->
                        "redirect:/review/%s/%d"
                                .formatted(filed.document().id(), filed.paper().number()))
                .orElse("redirect:/review");
    }
}
