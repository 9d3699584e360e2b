package io.practiceops.trust.sealing;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.web.Choice;
import io.practiceops.foundation.web.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a period of the trail is taken along. */
@Controller
class ExportPages {

    private static final List<Choice> FORMATS =
            List.of(
                    new Choice("bundle", "Sealed bundle, with its proof (zip)"),
                    new Choice("csv", "Table for a spreadsheet (CSV)"),
                    new Choice("cef", "Log lines for a SIEM (CEF)"),
                    new Choice("ocsf", "Security events (OCSF JSON lines)"));

    private final ExportAnswer answers;
    private final Clock clock;

    ExportPages(ExportAnswer answers, Clock clock) {
        this.answers = answers;
        this.clock = clock;
    }

    /** Offers the last quarter that is over. */
    @GetMapping("/audit/export")
    String choose(HttpServletRequest request, Model model) {
        Acting.require(Exports.EXPORT);
        var zone = Visitor.of(request).zone();
        var today = LocalDate.ofInstant(clock.instant(), zone);
        var quarter = today.with(IsoFields.DAY_OF_QUARTER, 1);
        model.addAttribute("from", quarter.minusMonths(3).toString());
        model.addAttribute("until", quarter.minusDays(1).toString());
        model.addAttribute("today", today.toString());
        model.addAttribute("zone", zone.getId());
        model.addAttribute("formats", FORMATS);
        return "sealing/export";
    }

    @GetMapping("/audit/export/file")
    ResponseEntity<Resource> export(
            @RequestParam String from,
            @RequestParam String until,
            @RequestParam(defaultValue = "bundle") String format,
            HttpServletRequest request)
            throws IOException {
        return answers.of(from, until, format, Visitor.of(request).zone());
    }
}
