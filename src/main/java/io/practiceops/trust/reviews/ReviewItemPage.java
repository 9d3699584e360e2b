package io.practiceops.trust.reviews;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.FormErrors;
import io.practiceops.foundation.web.Visitor;
import io.practiceops.trust.access.Role;
import io.practiceops.trust.access.Roles;
import io.practiceops.trust.access.SeparationRule;
import io.practiceops.trust.access.SeparationRules;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One person or key of a review: what they hold, and the decision. */
@Controller
@RequestMapping("/reviews/items/{id}")
class ReviewItemPage {

    private final Reviews reviews;
    private final ReviewRows rows;
    private final SeparationRules rules;
    private final Roles roles;

    ReviewItemPage(Reviews reviews, ReviewRows rows, SeparationRules rules, Roles roles) {
        this.reviews = reviews;
        this.rows = rows;
        this.rules = rules;
        this.roles = roles;
    }

    @GetMapping
    String one(@PathVariable UUID id, HttpServletRequest request, Model model) {
        return page(reviews.item(id), request, model);
    }

    @PostMapping
    String decide(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(required = false) Set<String> roles,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            var kind = kind(decision);
            var wanted =
                    kind == Decision.Kind.CHANGE_ROLES && roles != null
                            ? ReviewForm.roles(roles)
                            : Set.<Role>of();
            var decided = reviews.decide(id, new Decision(kind, wanted, reason));
            FlashCookie.say(
                    request,
                    response,
                    "%s: %s."
                            .formatted(
                                    decided.name(),
                                    kind.title().toLowerCase(java.util.Locale.ROOT)));
            return "redirect:" + next(decided.review(), request);
        } catch (Problem problem) {
            model.addAttribute("reason", reason);
            model.addAttribute("decision", decision);
            return FormErrors.again(
                    problem, model, response, page(reviews.item(id), request, model));
        }
    }

    private static Decision.Kind kind(String word) {
        return Arrays.stream(Decision.Kind.values())
                .filter(known -> known.name().equals(word))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("decision", "Choose what is to become of it."));
    }

    /** The next one the reader can decide, or the review where there is none. */
    private String next(UUID review, HttpServletRequest request) {
        var zone = Visitor.of(request).zone();
        return rows
                .items(reviews.find(review), reviews.items(review), java.util.Map.of(), zone)
                .stream()
                .filter(ItemRow::mayDecide)
                .findFirst()
                .map(row -> "/reviews/items/" + row.item().id())
                .orElse("/reviews/" + review);
    }

    private String page(ReviewItem item, HttpServletRequest request, Model model) {
        var review = reviews.find(item.review());
        var zone = Visitor.of(request).zone();
        model.addAttribute("review", review);
        model.addAttribute(
                "row",
                rows.items(review, List.of(item), reviews.changes(List.of(item)), zone).getFirst());
        model.addAttribute(
                "broken",
                rules.all().stream()
                        .filter(rule -> item.findings().contains(rule.id()))
                        .map(SeparationRule::why)
                        .toList());
        model.addAttribute(
                "rights", item.rights().stream().map(roles::meaning).collect(Collectors.toList()));
        model.addAttribute("isMine", item.person().equals(Acting.actor().id()));
        model.addAttribute(
                "roles",
                Arrays.stream(Role.values())
                        .filter(role -> role.isOfFirm() && role != Role.CLIENT)
                        .toList());
        return "reviews/item";
    }
}
