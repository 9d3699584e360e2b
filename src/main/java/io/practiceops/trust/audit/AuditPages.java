package io.practiceops.trust.audit;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.foundation.kernel.Right;
import io.practiceops.foundation.kernel.Slice;
import io.practiceops.foundation.web.FormErrors;
import io.practiceops.foundation.web.Limit;
import io.practiceops.foundation.web.Link;
import io.practiceops.foundation.web.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The explorer of the trail, and one entry of it. */
@Controller
class AuditPages {

    /** Of the module above, whose page is linked to. */
    private static final Right EXPORT = new Right("audit.export");

    private final AuditTrail trail;
    private final AuditQueries queries;
    private final AuditOptions options;
    private final SavedViews views;
    private final Clock clock;

    AuditPages(
            AuditTrail trail,
            AuditQueries queries,
            AuditOptions options,
            SavedViews views,
            Clock clock) {
        this.trail = trail;
        this.queries = queries;
        this.options = options;
        this.views = views;
        this.clock = clock;
    }

    @GetMapping("/audit")
    String list(
            @ModelAttribute("query") AuditQuery query,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var zone = Visitor.of(request).zone();
        try {
            var found = trail.find(queries.filter(query, zone), cursor, Limit.DEFAULT);
            show(found, query, cursor, zone, model);
        } catch (Problem wrong) {
            if (wrong.type() != ProblemType.INVALID_INPUT) {
                throw wrong;
            }
            response.setStatus(wrong.type().status());
            show(new Slice<>(List.of(), null), query, null, zone, model);
            model.addAttribute("errors", FormErrors.of(wrong));
        }
        return "audit/trail";
    }

    private void show(
            Slice<AuditEntry> found,
            AuditQuery query,
            @Nullable String cursor,
            ZoneId zone,
            Model model) {
        var isFirst = cursor == null || cursor.isEmpty();
        model.addAttribute("days", AuditRow.byDay(found.items(), zone, clock));
        model.addAttribute("shown", found.items().size());
        model.addAttribute("older", found.next() == null ? null : query.url(found.next()));
        model.addAttribute("newest", isFirst ? null : query.url(null));
        model.addAttribute("options", options.all());
        model.addAttribute("views", viewLinks(query));
        model.addAttribute("zone", zone.getId());
        model.addAttribute("mayExport", Acting.actor().may(EXPORT));
    }

    private List<Link> viewLinks(AuditQuery query) {
        var links = new ArrayList<Link>();
        links.add(new Link("All", "/audit", query.isEmpty(), null));
        for (var view : views.all()) {
            links.add(new Link(view.name(), view.url(), view.query().equals(query.text()), null));
        }
        return links;
    }

    /** The bars above the list, asked for once the list is there. */
    @GetMapping("/audit/strip")
    String strip(
            @ModelAttribute("query") AuditQuery query, HttpServletRequest request, Model model) {
        var zone = Visitor.of(request).zone();
        var endings = trail.endings(queries.filter(query, zone), AuditStrip.MOST);
        model.addAttribute("strip", AuditStrip.of(endings, query, zone));
        return "audit/strip";
    }

    @GetMapping("/audit/{id}")
    String one(@PathVariable UUID id, HttpServletRequest request, Model model) {
        var detail = trail.entry(id);
        model.addAttribute("inside", AuditInside.of(detail, Visitor.of(request).zone()));
        model.addAttribute("canonical", detail.entry().canonical());
        return "audit/entry";
    }

    /** What opens below the line of an entry. */
    @GetMapping("/audit/{id}/inside")
    String inside(@PathVariable UUID id, HttpServletRequest request, Model model) {
        model.addAttribute("inside", AuditInside.of(trail.entry(id), Visitor.of(request).zone()));
        return "audit/inside";
    }
}
