package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.Moment;
import io.practiceops.foundation.web.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Of whom the firm wants a second factor. */
@Controller
@RequestMapping("/users/sign-in-rules")
class SecondFactorRulesPage {

    private final SecondFactorRules rules;
    private final SecondFactors factors;
    private final Clock clock;

    SecondFactorRulesPage(SecondFactorRules rules, SecondFactors factors, Clock clock) {
        this.rules = rules;
        this.factors = factors;
        this.clock = clock;
    }

    @GetMapping
    String all(HttpServletRequest request, Model model) {
        var now = clock.instant();
        var zone = Visitor.of(request).zone();
        model.addAttribute(
                "rows",
                rules.all().stream().map(rule -> SecondFactorRuleRow.of(rule, now, zone)).toList());
        model.addAttribute("coverage", rules.coverage());
        model.addAttribute("mayChange", Acting.actor().may(SecondFactorRules.WRITE));
        model.addAttribute("isOwner", Acting.actor().may(Firms.OWN));
        model.addAttribute("isFresh", Acting.isProofFresh());
        model.addAttribute("today", LocalDate.ofInstant(now, zone).toString());
        return "access/sign-in-rules";
    }

    @PostMapping("/{role}")
    String change(
            @PathVariable Role role,
            @RequestParam boolean required,
            @RequestParam(defaultValue = "") String from,
            HttpServletRequest request,
            HttpServletResponse response) {
        var zone = Visitor.of(request).zone();
        var rule = rules.change(role, required, begin(from, zone));
        FlashCookie.say(request, response, said(rule, zone));
        return "redirect:/users/sign-in-rules";
    }

    /** The beginning of the day; null for now. */
    private @Nullable Instant begin(String from, ZoneId zone) {
        try {
            var day = from.isEmpty() ? null : LocalDate.parse(from);
            return day == null || !day.isAfter(LocalDate.ofInstant(clock.instant(), zone))
                    ? null
                    : day.atStartOfDay(zone).toInstant();
        } catch (DateTimeParseException notADay) {
            throw Problem.invalid("from", "Choose a day.");
        }
    }

    private String said(SecondFactorRules.Rule rule, ZoneId zone) {
        var title = rule.role().title();
        var from = rule.requiredFrom();
        if (from == null) {
            return "A second factor is optional for the role %s now.".formatted(title);
        }
        if (from.isAfter(clock.instant())) {
            return "The role %s needs a second factor from %s on."
                    .formatted(title, Moment.at(from, zone).text());
        }
        return factors.mine().isNone()
                ? "The role %s needs a second factor from now on. You have none yourself."
                        .formatted(title)
                : "The role %s needs a second factor from now on.".formatted(title);
    }
}
