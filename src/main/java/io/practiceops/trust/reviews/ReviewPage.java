package io.practiceops.trust.reviews;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.Choice;
import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.FormErrors;
import io.practiceops.foundation.web.Limit;
import io.practiceops.foundation.web.Visitor;
import io.practiceops.trust.access.Role;
import io.practiceops.trust.audit.History;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The access reviews: opening one, how it stands, closing it, its evidence. */
@Controller
@RequestMapping("/reviews")
class ReviewPage {

    private static final int USUAL_DAYS = 14;

    private final Reviews reviews;
    private final Reviewers reviewers;
    private final ReviewRows rows;
    private final History history;
    private final Clock clock;

    ReviewPage(
            Reviews reviews, Reviewers reviewers, ReviewRows rows, History history, Clock clock) {
        this.reviews = reviews;
        this.reviewers = reviewers;
        this.rows = rows;
        this.history = history;
        this.clock = clock;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        var slice = reviews.list(cursor, Limit.DEFAULT);
        model.addAttribute("rows", rows.of(slice.items(), Visitor.of(request).zone()));
        model.addAttribute("next", slice.next());
        model.addAttribute("isFirst", cursor == null);
        model.addAttribute("mayOpen", Acting.actor().may(Reviews.WRITE));
        return "reviews/list";
    }

    @GetMapping("/new")
    String blank(HttpServletRequest request, Model model) {
        Acting.require(Reviews.WRITE);
        var due = LocalDate.ofInstant(clock.instant(), Visitor.of(request).zone());
        return form(ReviewForm.blank(due.plusDays(USUAL_DAYS)), model);
    }

    @PostMapping
    String open(
            @ModelAttribute ReviewForm form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            var review = reviews.open(form.review());
            FlashCookie.say(
                    request,
                    response,
                    "The review is open. Its reviewer and deputy are told by mail.");
            return "redirect:/reviews/" + review.id();
        } catch (Problem problem) {
            return FormErrors.again(problem, model, response, form(form, model));
        }
    }

    private String form(ReviewForm form, Model model) {
        model.addAttribute("form", form);
        model.addAttribute(
                "scopes",
                Arrays.stream(Review.Scope.values())
                        .map(scope -> new Choice(scope.name(), scope.title()))
                        .toList());
        model.addAttribute("roles", Arrays.stream(Role.values()).filter(Role::isOfFirm).toList());
        model.addAttribute(
                "people",
                reviewers.eligible().stream()
                        .map(user ->
                                new Choice(
                                        user.id().toString(),
                                        user.name() + ", " + user.rolesInWords()))
                        .toList());
        return "reviews/new";
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, HttpServletRequest request, Model model) {
        return page(id, request, model);
    }

    @PostMapping("/{id}/close")
    String close(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean leaveUndecided,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            reviews.close(id, leaveUndecided);
        } catch (Problem problem) {
            return FormErrors.again(problem, model, response, page(id, request, model));
        }
        FlashCookie.say(
                request, response, "The review is closed. Its report does not change any more.");
        return "redirect:/reviews/" + id;
    }

    /** The address of a page shown again with what was wrong, when somebody loads it anew. */
    @GetMapping("/{id}/close")
    String again(@PathVariable UUID id) {
        return "redirect:/reviews/" + id;
    }

    @GetMapping("/{id}/report.json")
    ResponseEntity<byte[]> json(@PathVariable UUID id) {
        return ReviewApi.file(
                reviews.download(id, "json").json(), MediaType.APPLICATION_JSON, id + ".json");
    }

    @GetMapping("/{id}/report.csv")
    ResponseEntity<byte[]> csv(@PathVariable UUID id) {
        return ReviewApi.file(
                reviews.download(id, "csv").csv(),
                new MediaType("text", "csv", UTF_8),
                id + ".csv");
    }

    private String page(UUID id, HttpServletRequest request, Model model) {
        var review = reviews.find(id);
        var items = reviews.items(id);
        var zone = Visitor.of(request).zone();
        model.addAttribute("row", rows.of(List.of(review), zone).getFirst());
        model.addAttribute("items", rows.items(review, items, reviews.changes(items), zone));
        model.addAttribute("counts", ReviewReport.counts(review, items));
        model.addAttribute("report", review.isOpen() ? null : reviews.report(id));
        model.addAttribute("history", history.of(Reviews.KIND, id, zone));
        model.addAttribute("mayClose", review.isOpen() && Acting.actor().may(Reviews.WRITE));
        return "reviews/review";
    }
}
