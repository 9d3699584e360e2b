package io.practiceops.practice.clients;

import gg.jte.Content;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.foundation.web.Draft;
import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.FormErrors;
import io.practiceops.foundation.web.Limit;
import io.practiceops.foundation.web.Moment;
import io.practiceops.foundation.web.Visitor;
import io.practiceops.trust.audit.History;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The clients, to look through, open and change. */
@Controller
@RequestMapping("/clients")
class ClientPage {

    private final Clients clients;
    private final History history;
    private final ObjectProvider<ClientSection> sections;

    ClientPage(Clients clients, History history, ObjectProvider<ClientSection> sections) {
        this.clients = clients;
        this.history = history;
        this.sections = sections;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        if (q.isBlank()) {
            var slice = clients.list(cursor, Limit.DEFAULT);
            model.addAttribute("clients", slice.items());
            model.addAttribute("next", slice.next());
        } else {
            model.addAttribute("clients", clients.search(q, Limit.DEFAULT));
        }
        model.addAttribute("query", q.strip());
        model.addAttribute("isFirst", cursor == null);
        model.addAttribute("count", clients.count());
        model.addAttribute("mayWrite", mayWrite());
        return "clients/list";
    }

    @GetMapping("/new")
    String blank(@RequestParam(defaultValue = "") String name, Model model) {
        Acting.require(Clients.WRITE);
        model.addAttribute("draft", Draft.fresh(Map.of("name", name)));
        return form(model);
    }

    @PostMapping
    String take(
            @RequestParam Map<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var draft = Draft.of(form, ClientForm.FIELDS);
        try {
            var client = clients.take(ClientForm.details(draft.typed()));
            FlashCookie.say(request, response, client.name() + " is a client now.");
            return "redirect:/clients/" + client.id();
        } catch (Problem problem) {
            model.addAttribute("draft", draft);
            return FormErrors.again(problem, model, response, form(model));
        }
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, CsrfToken csrf, HttpServletRequest request, Model model) {
        var client = clients.find(id);
        var zone = Visitor.of(request).zone();
        model.addAttribute("client", client);
        model.addAttribute("since", Moment.day(client.createdAt(), zone));
        model.addAttribute("history", history.of(Clients.KIND, id, zone));
        model.addAttribute(
                "sections",
                sections.stream()
                        .sorted(Comparator.comparingInt(ClientSection::order))
                        .map(section -> section.of(client, zone, csrf.getToken()))
                        .<Content>flatMap(Optional::stream)
                        .toList());
        model.addAttribute("mayWrite", mayWrite());
        return "clients/client";
    }

    @GetMapping("/{id}/edit")
    String edit(@PathVariable UUID id, Model model) {
        Acting.require(Clients.WRITE);
        var client = clients.find(id);
        model.addAttribute("client", client);
        model.addAttribute("draft", Draft.fresh(ClientForm.values(client.details())));
        return form(model);
    }

    @PostMapping("/{id}")
    String change(
            @PathVariable UUID id,
            @RequestParam long version,
            @RequestParam Map<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var draft = Draft.of(form, ClientForm.FIELDS);
        try {
            var client = clients.change(id, version, ClientForm.details(draft.typed()));
            FlashCookie.say(request, response, "The changes to " + client.name() + " are saved.");
            return "redirect:/clients/" + id;
        } catch (Problem problem) {
            var isStale = problem.type() == ProblemType.CHANGED_MEANWHILE;
            var client = clients.find(id);
            model.addAttribute("client", client);
            model.addAttribute(
                    "draft",
                    isStale
                            ? draft.onto(ClientForm.values(client.details()), ClientForm::inWords)
                            : draft);
            model.addAttribute("version", isStale ? client.version() : version);
            if (isStale) {
                history.of(Clients.KIND, id, Visitor.of(request).zone()).stream()
                        .findFirst()
                        .ifPresent(last -> model.addAttribute("last", last));
            }
            return FormErrors.again(problem, model, response, form(model));
        }
    }

    private static String form(Model model) {
        model.addAttribute("kinds", ClientForm.kinds());
        return "clients/form";
    }

    private static boolean mayWrite() {
        return Acting.actor().may(Clients.WRITE);
    }
}
