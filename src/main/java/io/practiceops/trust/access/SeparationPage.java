package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.Choice;
import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.FormErrors;
import io.practiceops.foundation.web.Moment;
import io.practiceops.foundation.web.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What one person should not hold together: the rules, who does, and who was allowed to. */
@Controller
@RequestMapping("/users/separation")
class SeparationPage {

    private final SeparationRules rules;
    private final Separation separation;
    private final Users users;
    private final Clock clock;

    SeparationPage(SeparationRules rules, Separation separation, Users users, Clock clock) {
        this.rules = rules;
        this.separation = separation;
        this.users = users;
        this.clock = clock;
    }

    @GetMapping
    String show(
            @RequestParam(required = false) @Nullable UUID user,
            @RequestParam(required = false) @Nullable String rule,
            HttpServletRequest request,
            Model model) {
        var values =
                Map.of(
                        "user",
                        user == null ? "" : user.toString(),
                        "rule",
                        Objects.requireNonNullElse(rule, ""));
        return page(values, Visitor.of(request).zone(), model);
    }

    @PostMapping("/exceptions")
    String except(
            @RequestParam(defaultValue = "") String user,
            @RequestParam(defaultValue = "") String rule,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String until,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var zone = Visitor.of(request).zone();
        try {
            separation.except(person(user), rule, reason, endOf(until, zone));
        } catch (Problem problem) {
            var values = Map.of("user", user, "rule", rule, "reason", reason, "until", until);
            return FormErrors.again(problem, model, response, page(values, zone, model));
        }
        FlashCookie.say(request, response, "The exception is on record.");
        return "redirect:/users/separation";
    }

    /** The address of a form shown again with its errors, when somebody loads it anew. */
    @GetMapping("/exceptions")
    String again() {
        return "redirect:/users/separation";
    }

    @PostMapping("/exceptions/{id}/end")
    String end(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) {
        separation.end(id);
        FlashCookie.say(request, response, "The exception is ended.");
        return "redirect:/users/separation";
    }

    private static UUID person(String user) {
        try {
            return UUID.fromString(user);
        } catch (IllegalArgumentException none) {
            throw Problem.invalid("user", "Choose whom it is for.");
        }
    }

    /** An exception for a day is in force all that day. */
    private static Instant endOf(String day, ZoneId zone) {
        try {
            return LocalDate.parse(day).plusDays(1).atStartOfDay(zone).toInstant();
        } catch (DateTimeParseException none) {
            throw Problem.invalid("until", "Choose the last day it holds.");
        }
    }

    private String page(Map<String, String> values, ZoneId zone, Model model) {
        var names = users.all().stream().collect(Collectors.toMap(User::id, User::name));
        model.addAttribute("rules", rules.all());
        model.addAttribute(
                "conflicts",
                separation.conflicts().stream()
                        .map(conflict ->
                                new ConflictRow(
                                        conflict,
                                        conflict.exception() == null
                                                ? null
                                                : Moment.day(
                                                        conflict.exception().expiresAt(), zone)))
                        .toList());
        model.addAttribute("exceptions", exceptions(names, zone));
        model.addAttribute("values", values);
        model.addAttribute("mayExcept", Acting.actor().may(Firms.OWN));
        model.addAttribute("people", people());
        model.addAttribute(
                "ruleChoices",
                rules.all().stream()
                        .map(rule ->
                                new Choice(
                                        rule.id(),
                                        "%s with %s".formatted(rule.one(), rule.other())))
                        .toList());
        return "access/separation";
    }

    private List<ExceptionRow> exceptions(Map<UUID, String> names, ZoneId zone) {
        return separation.exceptions().stream()
                .map(exception ->
                        new ExceptionRow(
                                exception,
                                names.getOrDefault(exception.userId(), "Somebody who left"),
                                names.getOrDefault(exception.grantedBy(), "Somebody who left"),
                                Moment.day(exception.grantedAt(), zone),
                                Moment.day(exception.expiresAt(), zone),
                                exception.isInForce(clock.instant())))
                .toList();
    }

    /** Everybody but the actor: nobody grants an exception to themselves. */
    private List<Choice> people() {
        return users.all().stream()
                .filter(user -> !user.disabled() && !user.id().equals(Acting.actor().id()))
                .map(user -> new Choice(user.id().toString(), user.name()))
                .toList();
    }
}
