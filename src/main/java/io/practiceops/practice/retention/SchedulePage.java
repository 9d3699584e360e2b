package io.practiceops.practice.retention;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.Choice;
import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.FormErrors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The retention schedules with their sources, and the rules of the firm's own. */
@Controller
@RequestMapping("/retention")
class SchedulePage {

    private final Schedules schedules;

    SchedulePage(Schedules schedules) {
        this.schedules = schedules;
    }

    @GetMapping
    String all(Model model) {
        model.addAttribute("counts", schedules.counts());
        model.addAttribute("rules", schedules.all());
        model.addAttribute("progress", schedules.progress().orElse(null));
        model.addAttribute("mayWrite", mayWrite());
        return "retention/schedules";
    }

    @GetMapping("/rules/new")
    String blank(Model model) {
        Acting.require(Schedules.WRITE);
        return form(
                new NewRule.Sent(
                        null, List.of(), List.of(), null, null, null, "UPLOADED", null, null),
                model);
    }

    @PostMapping("/rules")
    String add(
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable List<String> categories,
            @RequestParam(required = false) @Nullable List<String> classifications,
            @RequestParam(required = false) @Nullable String tag,
            @RequestParam(required = false) @Nullable String jurisdiction,
            @RequestParam(required = false) @Nullable String keep,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String url,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var sent =
                new NewRule.Sent(
                        name,
                        categories,
                        classifications,
                        tag,
                        jurisdiction,
                        keep,
                        from,
                        source,
                        url);
        try {
            schedules.add(NewRule.of(sent));
        } catch (Problem problem) {
            return FormErrors.again(problem, model, response, form(sent, model));
        }
        FlashCookie.say(
                request,
                response,
                "The rule is in force. All documents are counted again with it in the background.");
        return "redirect:/retention";
    }

    private static String form(NewRule.Sent sent, Model model) {
        model.addAttribute("sent", sent);
        model.addAttribute("categories", RetentionRows.categories());
        model.addAttribute("classifications", RetentionRows.classifications());
        model.addAttribute(
                "events",
                Arrays.stream(CountedFrom.values())
                        .map(one -> new Choice(one.name(), capital(one.title())))
                        .toList());
        return "retention/rule";
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    @PostMapping("/rules/{id}/end")
    String end(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) {
        schedules.end(id);
        FlashCookie.say(
                request,
                response,
                "The rule has ended for what comes. What it gave stays with its documents.");
        return "redirect:/retention";
    }

    @PostMapping("/clients/{id}/end")
    String endOfWork(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String on,
            HttpServletRequest request,
            HttpServletResponse response) {
        schedules.clientEnded(id, day(on));
        FlashCookie.say(
                request,
                response,
                "The end of the work is on record. The papers are being counted anew.");
        return "redirect:/clients/" + id;
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException notADay) {
            return null;
        }
    }

    private static boolean mayWrite() {
        return Acting.actor().may(Schedules.WRITE);
    }
}
