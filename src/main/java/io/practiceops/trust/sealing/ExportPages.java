package io.practiceops.trust.sealing;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.FormErrors;
import io.practiceops.foundation.web.Link;
import io.practiceops.foundation.web.Links;
import io.practiceops.foundation.web.Visitor;
import io.practiceops.trust.audit.AuditFilter;
import io.practiceops.trust.audit.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The form before an export: which period, in which form, and how much that is. */
@Controller
public class ExportPages {

    /** A form to choose, in words. */
    public record Format(String value, String title, String meaning) {}

    private static final int MOST_COUNTED = 1_000_000;
    private static final int MONTHS = 3;
    private static final int QUARTERS = 5;

    private static final List<Format> FORMATS =
            List.of(
                    new Format(
                            "bundle",
                            "Sealed folder",
                            "Everything with its proofs, in a zip. The only one that can be verified, with nothing but the jar."),
                    new Format("csv", "Table", "For a spreadsheet. Safe to open; proves nothing."),
                    new Format("cef", "CEF", "Lines for ArcSight and what reads its format."),
                    new Format("ocsf", "OCSF", "JSON lines for a security data lake."));

    private final AuditTrail trail;
    private final ExportAnswer answers;
    private final Clock clock;

    ExportPages(AuditTrail trail, ExportAnswer answers, Clock clock) {
        this.trail = trail;
        this.answers = answers;
        this.clock = clock;
    }

    /** Offers the last quarter that is over. */
    @GetMapping("/audit/export")
    String form(
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "bundle") String format,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Acting.require(Exports.EXPORT);
        Acting.requireFreshProofToBegin();
        var zone = Visitor.of(request).zone();
        var quarter = firstOfQuarter(LocalDate.ofInstant(clock.instant(), zone));
        var over = quarter.minusMonths(MONTHS);
        var first = from.isBlank() ? over.toString() : from;
        var last = until.isBlank() ? lastOfQuarter(over).toString() : until;
        model.addAttribute("zone", zone.getId());
        model.addAttribute("from", first);
        model.addAttribute("until", last);
        model.addAttribute("format", format);
        model.addAttribute("formats", FORMATS);
        model.addAttribute("quarters", quarters(quarter, first, last, format));
        try {
            model.addAttribute("count", count(first, last, zone));
            return "sealing/export";
        } catch (Problem problem) {
            return FormErrors.again(problem, model, response, "sealing/export");
        }
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

    private String count(String from, String until, ZoneId zone) {
        if (!Acting.actor().may(AuditTrail.READ)) {
            return "the entries";
        }
        var filter =
                AuditFilter.of(Acting.firm())
                        .from(ExportCommand.moment("from", from, 0, zone))
                        .until(ExportCommand.moment("until", until, 1, zone));
        var count = trail.count(filter, MOST_COUNTED);
        return count == MOST_COUNTED
                ? "more than %,d entries".formatted(count)
                : "%,d %s".formatted(count, count == 1 ? "entry" : "entries");
    }

    private static List<Link> quarters(LocalDate newest, String from, String until, String format) {
        var links = new ArrayList<Link>();
        for (var back = 0; back < QUARTERS; back++) {
            var first = newest.minusMonths((long) MONTHS * back);
            var last = lastOfQuarter(first).toString();
            links.add(
                    new Link(
                            "Q%d %d"
                                    .formatted(
                                            (first.getMonthValue() + 2) / MONTHS, first.getYear()),
                            "/audit/export?from=%s&until=%s&format=%s"
                                    .formatted(first, last, encoded(format)),
                            first.toString().equals(from) && last.equals(until),
                            null));
        }
        return links;
    }

    private static String encoded(String text) {
        return Links.encoded(text);
    }

    private static LocalDate firstOfQuarter(LocalDate day) {
        return LocalDate.of(day.getYear(), Month.of(day.getMonthValue()).firstMonthOfQuarter(), 1);
    }

    private static LocalDate lastOfQuarter(LocalDate first) {
        return first.plusMonths(MONTHS).minusDays(1);
    }
}
