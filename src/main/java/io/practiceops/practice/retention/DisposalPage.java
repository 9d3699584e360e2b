package io.practiceops.practice.retention;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.FormErrors;
import io.practiceops.foundation.web.Limit;
import io.practiceops.foundation.web.Visitor;
import io.practiceops.practice.clients.Clients;
import io.practiceops.practice.documents.Document.Category;
import io.practiceops.trust.audit.History;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Disposals: what is due, what was proposed, what somebody else decided, and the certificates. */
@Controller
@RequestMapping("/disposals")
class DisposalPage {

    private final DisposalOrders orders;
    private final Erasures erasures;
    private final Schedules schedules;
    private final RetentionRows rows;
    private final Clients clients;
    private final History history;

    DisposalPage(
            DisposalOrders orders,
            Erasures erasures,
            Schedules schedules,
            RetentionRows rows,
            Clients clients,
            History history) {
        this.orders = orders;
        this.erasures = erasures;
        this.schedules = schedules;
        this.rows = rows;
        this.clients = clients;
        this.history = history;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        var slice = orders.list(null, cursor, Limit.DEFAULT);
        model.addAttribute("rows", rows.orders(slice.items(), Visitor.of(request).zone()));
        model.addAttribute("next", slice.next());
        model.addAttribute("isFirst", cursor == null);
        model.addAttribute("counts", schedules.counts());
        return "retention/disposals";
    }

    @GetMapping("/due")
    String due(
            @RequestParam(required = false) @Nullable UUID client,
            @RequestParam(required = false) @Nullable Category category,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        return dueList(client, category, cursor, model);
    }

    private String dueList(
            @Nullable UUID client,
            @Nullable Category category,
            @Nullable String cursor,
            Model model) {
        var slice =
                orders.due(
                        new DisposalOrders.Filter(client, category, null), cursor, Limit.DEFAULT);
        model.addAttribute("rows", rows.due(slice.items()));
        model.addAttribute("next", slice.next());
        model.addAttribute("isFirst", cursor == null);
        model.addAttribute("client", client == null ? null : clients.find(client));
        model.addAttribute("category", category == null ? null : category.name());
        model.addAttribute("categories", RetentionRows.categories());
        model.addAttribute("counts", schedules.counts());
        model.addAttribute("mayPropose", Acting.actor().may(DisposalOrders.PROPOSE));
        return "retention/due";
    }

    @PostMapping
    String propose(
            @RequestParam(required = false) @Nullable List<UUID> documents,
            @RequestParam(required = false) @Nullable String reason,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var chosen = documents == null ? List.<UUID>of() : documents;
        try {
            var order = orders.propose(chosen, reason);
            FlashCookie.say(
                    request,
                    response,
                    "Proposed. Somebody else who may approve disposals decides; until then all stays.");
            return "redirect:/disposals/" + order.id();
        } catch (Problem problem) {
            model.addAttribute("reason", reason);
            model.addAttribute("chosen", chosen);
            return FormErrors.again(problem, model, response, dueList(null, null, null, model));
        }
    }

    @PostMapping("/erasures")
    String erase(
            @RequestParam UUID client,
            @RequestParam(required = false) @Nullable String reason,
            HttpServletRequest request,
            HttpServletResponse response) {
        var order = erasures.request(client, reason);
        FlashCookie.say(
                request,
                response,
                "The request is on record. It comes up for approval as soon as nothing keeps the papers.");
        return "redirect:/disposals/" + order.id();
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, HttpServletRequest request, Model model) {
        return page(id, request, model);
    }

    @PostMapping("/{id}/approve")
    String approve(
            @PathVariable UUID id,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            orders.approve(id);
        } catch (Problem problem) {
            return FormErrors.again(problem, model, response, page(id, request, model));
        }
        FlashCookie.say(request, response, "Approved. The documents go one by one.");
        return "redirect:/disposals/" + id;
    }

    @PostMapping("/{id}/decline")
    String decline(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String reason,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            orders.decline(id, reason);
        } catch (Problem problem) {
            return FormErrors.again(problem, model, response, page(id, request, model));
        }
        FlashCookie.say(request, response, "Declined. The documents stay.");
        return "redirect:/disposals/" + id;
    }

    /** The address of a page shown again with what was wrong, when somebody loads it anew. */
    @GetMapping({"/{id}/approve", "/{id}/decline"})
    String again(@PathVariable UUID id) {
        return "redirect:/disposals/" + id;
    }

    @GetMapping("/{id}/certificate.json")
    ResponseEntity<byte[]> certificate(@PathVariable UUID id) {
        return DisposalApi.file(id, orders.certificate(id));
    }

    private String page(UUID id, HttpServletRequest request, Model model) {
        var zone = Visitor.of(request).zone();
        var order = orders.find(id);
        var isOwn = Objects.equals(order.proposedBy(), Acting.actor().id());
        var isWhole = orders.isWhole(id);
        var mayDecide = order.state().canBeDeclined() && Acting.actor().may(DisposalOrders.APPROVE);
        model.addAttribute("row", rows.orders(List.of(order), zone).getFirst());
        model.addAttribute("items", rows.items(orders.items(id)));
        model.addAttribute("reasons", erasures.reasons(id));
        model.addAttribute("history", history.of(DisposalOrders.KIND, id, zone));
        model.addAttribute("mayDecide", mayDecide && !isOwn && isWhole);
        model.addAttribute("isWhole", isWhole);
        model.addAttribute("isOwn", isOwn);
        model.addAttribute("isFresh", Acting.isProofFresh());
        return "retention/disposal";
    }
}
