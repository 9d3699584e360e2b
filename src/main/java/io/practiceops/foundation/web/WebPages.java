package io.practiceops.foundation.web;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Arrays;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What belongs to every page: the status line as it is now, and the catalogue of problems. */
@Controller
class WebPages {

    private final PageContexts contexts;
    private final Clock clock;

    WebPages(PageContexts contexts, Clock clock) {
        this.contexts = contexts;
        this.clock = clock;
    }

    @GetMapping("/status")
    String status(HttpServletRequest request, Model model) {
        model.addAttribute("facts", contexts.facts());
        model.addAttribute("asOf", Moment.time(clock.instant(), Visitor.of(request).zone()));
        return "status";
    }

    @GetMapping("/problems")
    String problems(Model model) {
        model.addAttribute("types", ProblemType.values());
        return "web/problems";
    }

    @GetMapping("/problems/{slug}")
    String problem(@PathVariable String slug, Model model) {
        var type =
                Arrays.stream(ProblemType.values())
                        .filter(known -> known.slug().equals(slug))
                        .findFirst()
                        .orElseThrow(() -> Problem.notFound("problem type"));
        model.addAttribute("types", new ProblemType[] {type});
        return "web/problems";
    }
}
