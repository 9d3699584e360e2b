package io.practiceops.operations.signals;

import io.practiceops.foundation.database.SlowStatements;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.web.Link;
import io.practiceops.foundation.web.Moment;
import io.practiceops.foundation.web.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class HealthPages {

    private static final int MOST_STATEMENTS = 40;

    private final Checks checks;
    private final SlowStatements statements;

    HealthPages(Checks checks, SlowStatements statements) {
        this.checks = checks;
        this.statements = statements;
    }

    @GetMapping("/health-checks")
    String checks(HttpServletRequest request, Model model) {
        var checkup = checks.now();
        model.addAttribute("checkup", checkup);
        model.addAttribute("checks", checkup.results().stream().map(CheckRow::of).toList());
        model.addAttribute("at", Moment.time(checkup.at(), Visitor.of(request).zone()));
        model.addAttribute("tabs", tabs(false));
        return "signals/health";
    }

    @GetMapping("/health-checks/queries")
    String queries(Model model) {
        var slowest = statements.slowest(MOST_STATEMENTS);
        model.addAttribute("available", slowest.isPresent());
        model.addAttribute(
                "queries", slowest.orElse(List.of()).stream().map(QueryRow::of).toList());
        model.addAttribute("tabs", tabs(true));
        return "signals/queries";
    }

    private static List<Link> tabs(boolean queries) {
        var checks = new Link("Checks", "/health-checks", !queries, null);
        return Acting.actor().may(SlowStatements.READ)
                ? List.of(checks, new Link("Slow queries", "/health-checks/queries", queries, null))
                : List.of(checks);
    }
}
