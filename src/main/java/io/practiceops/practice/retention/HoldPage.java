package io.practiceops.practice.retention;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.Choice;
import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.FormErrors;
import io.practiceops.foundation.web.Limit;
import io.practiceops.foundation.web.Visitor;
import io.practiceops.practice.clients.Client;
import io.practiceops.practice.clients.Clients;
import io.practiceops.practice.documents.Documents;
import io.practiceops.trust.audit.History;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Legal holds: those that stand and those released, one with its documents, placing and releasing.
 */
@Controller
@RequestMapping("/holds")
class HoldPage {

    private static final int MOST_CLIENTS = 200;

    private final Holds holds;
    private final RetentionRows rows;
    private final Clients clients;
    private final Documents documents;
    private final History history;

    HoldPage(
            Holds holds,
            RetentionRows rows,
            Clients clients,
            Documents documents,
            History history) {
        this.holds = holds;
        this.rows = rows;
        this.clients = clients;
        this.documents = documents;
        this.history = history;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "false") boolean released,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        var slice = holds.list(!released, cursor, Limit.DEFAULT);
        model.addAttribute("rows", rows.holds(slice.items(), Visitor.of(request).zone()));
        model.addAttribute("next", slice.next());
        model.addAttribute("isFirst", cursor == null);
        model.addAttribute("released", released);
        model.addAttribute("standing", holds.count(true));
        model.addAttribute("ended", holds.count(false));
        model.addAttribute("mayPlace", Acting.actor().may(Holds.WRITE));
        return "retention/holds";
    }

    @GetMapping("/new")
    String blank(
            @RequestParam(required = false) @Nullable String client,
            @RequestParam(required = false) @Nullable List<String> document,
            Model model) {
        Acting.require(Holds.WRITE);
        var scope =
                document != null
                        ? Hold.Scope.DOCUMENTS
                        : client != null ? Hold.Scope.CLIENT : Hold.Scope.FILTER;
        return form(
                new NewHold.Sent(
                        null,
                        null,
                        scope.name(),
                        client,
                        document == null ? List.of() : document,
                        List.of(),
                        List.of(),
                        null,
                        null,
                        null,
                        true),
                model);
    }

    @PostMapping
    String place(
            @RequestParam MultiValueMap<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var sent =
                new NewHold.Sent(
                        form.getFirst("name"),
                        form.getFirst("reason"),
                        form.getFirst("scope"),
                        form.getFirst("client"),
                        form.getOrDefault("documents", List.of()),
                        form.getOrDefault("categories", List.of()),
                        form.getOrDefault("classifications", List.of()),
                        form.getFirst("yearFrom"),
                        form.getFirst("yearTo"),
                        form.getFirst("tag"),
                        form.containsKey("future"));
        try {
            var hold = holds.place(NewHold.of(sent));
            var caught = holds.caught(hold.id());
            FlashCookie.say(
                    request,
                    response,
                    "The hold stands, over %s."
                            .formatted(caught == 1 ? "1 document" : caught + " documents"));
            return "redirect:/holds/" + hold.id();
        } catch (Problem problem) {
            return FormErrors.again(problem, model, response, form(sent, model));
        }
    }

    private String form(NewHold.Sent sent, Model model) {
        var named =
                sent.documents() == null
                        ? List.<UUID>of()
                        : sent.documents().stream().map(UUID::fromString).toList();
        model.addAttribute("sent", sent);
        model.addAttribute("documents", documents.findAll(named));
        model.addAttribute("clients", clientChoices(sent.client()));
        model.addAttribute("categories", RetentionRows.categories());
        model.addAttribute("classifications", RetentionRows.classifications());
        model.addAttribute(
                "scopes",
                Arrays.stream(Hold.Scope.values())
                        .filter(scope -> scope != Hold.Scope.DOCUMENTS || !named.isEmpty())
                        .map(scope -> new Choice(scope.name(), scope.title()))
                        .toList());
        return "retention/new-hold";
    }

    /** The first by name; one further down is chosen on the client's own page. */
    private List<Choice> clientChoices(@Nullable String chosen) {
        var found = new java.util.LinkedHashSet<>(clients.list(null, MOST_CLIENTS).items());
        if (chosen != null && !chosen.isBlank()) {
            found.add(clients.find(io.practiceops.foundation.kernel.Ids.parse(chosen, "client")));
        }
        return found.stream().map(HoldPage::choice).toList();
    }

    private static Choice choice(Client client) {
        return new Choice(client.id().toString(), client.name());
    }

    /** From a document's page. */
    @PostMapping("/documents")
    String add(
            @RequestParam UUID hold,
            @RequestParam UUID document,
            HttpServletRequest request,
            HttpServletResponse response) {
        holds.add(hold, List.of(document));
        FlashCookie.say(
                request, response, "It is held for “%s”.".formatted(holds.find(hold).name()));
        return "redirect:/documents/" + document;
    }

    @GetMapping("/{id}")
    String one(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        return page(id, cursor, request, model);
    }

    @PostMapping("/{id}/release")
    String release(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String reason,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            holds.release(id, reason);
        } catch (Problem problem) {
            model.addAttribute("reason", reason);
            return FormErrors.again(problem, model, response, page(id, null, request, model));
        }
        FlashCookie.say(
                request, response, "The hold is released. What other holds or rules keep stays.");
        return "redirect:/holds/" + id;
    }

    /** The address of a page shown again with what was wrong, when somebody loads it anew. */
    @GetMapping("/{id}/release")
    String again(@PathVariable UUID id) {
        return "redirect:/holds/" + id;
    }

    private String page(UUID id, @Nullable String cursor, HttpServletRequest request, Model model) {
        var zone = Visitor.of(request).zone();
        var hold = holds.find(id);
        var slice = holds.documents(id, cursor, Limit.DEFAULT);
        model.addAttribute("row", rows.holds(List.of(hold), zone).getFirst());
        model.addAttribute("caught", rows.caught(slice.items(), zone));
        model.addAttribute("next", slice.next());
        model.addAttribute("isFirst", cursor == null);
        model.addAttribute("history", history.of(Holds.KIND, id, zone));
        model.addAttribute("mayRelease", hold.stands() && Acting.actor().may(Holds.RELEASE));
        model.addAttribute("isFresh", Acting.isProofFresh());
        return "retention/hold";
    }
}
