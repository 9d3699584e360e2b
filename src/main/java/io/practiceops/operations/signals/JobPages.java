package io.practiceops.operations.signals;

import io.practiceops.foundation.jobs.Jobs;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Comparator;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class JobPages {

    private static final int MOST_TASKS = 50;
    private static final int MOST_RUNS = 50;

    private final Jobs jobs;
    private final ByHand byHand;
    private final Clock clock;

    JobPages(Jobs jobs, ByHand byHand, Clock clock) {
        this.jobs = jobs;
        this.byHand = byHand;
        this.clock = clock;
    }

    /** What stands badly comes first. */
    @GetMapping("/jobs")
    String list(HttpServletRequest request, Model model) {
        var zone = Visitor.of(request).zone();
        var now = clock.instant();
        var rows =
                jobs.all().stream()
                        .map(job -> JobRow.of(job, now, zone))
                        .sorted(
                                Comparator.comparing((JobRow row) ->
                                        row.job().failures() == 0 && !row.job().overdue()))
                        .toList();
        var tasks =
                jobs.troubled(MOST_TASKS).stream()
                        .map(task -> TaskRow.of(task, now, zone))
                        .toList();
        model.addAttribute("jobs", rows);
        model.addAttribute("tasks", tasks);
        model.addAttribute("mayRun", Acting.actor().may(Jobs.RUN));
        return "signals/jobs";
    }

    @GetMapping("/jobs/{name}")
    String one(@PathVariable String name, HttpServletRequest request, Model model) {
        var zone = Visitor.of(request).zone();
        model.addAttribute("row", JobRow.of(jobs.one(name), clock.instant(), zone));
        model.addAttribute(
                "runs",
                jobs.runs(name, MOST_RUNS).stream().map(run -> RunRow.of(run, zone)).toList());
        model.addAttribute("most", MOST_RUNS);
        model.addAttribute("mayRun", Acting.actor().may(Jobs.RUN));
        return "signals/job";
    }

    @PostMapping("/jobs/{name}/run")
    String run(
            @PathVariable String name, HttpServletRequest request, HttpServletResponse response) {
        byHand.run(name);
        FlashCookie.say(request, response, "“%s” runs now.".formatted(jobs.one(name).title()));
        return "redirect:/jobs/" + name;
    }

    @PostMapping("/tasks/retry")
    String retry(
            @RequestParam String name,
            @RequestParam String id,
            HttpServletRequest request,
            HttpServletResponse response) {
        byHand.retry(name, id);
        FlashCookie.say(request, response, "The task is tried again now.");
        return "redirect:/jobs";
    }

    @PostMapping("/tasks/discard")
    String discard(
            @RequestParam String name,
            @RequestParam String id,
            @RequestParam(defaultValue = "") String confirm,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!confirm.strip().equals(name)) {
            throw Problem.invalid(
                    "confirm", "Type %s to discard this task. It is still there.".formatted(name));
        }
        byHand.discard(name, id);
        FlashCookie.say(
                request, response, "The task is discarded. What it was for will not be done.");
        return "redirect:/jobs";
    }
}
