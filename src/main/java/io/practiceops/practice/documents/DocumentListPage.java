package io.practiceops.practice.documents;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Slice;
import io.practiceops.foundation.web.Choice;
import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.FormErrors;
import io.practiceops.foundation.web.Limit;
import io.practiceops.foundation.web.Link;
import io.practiceops.foundation.web.Visitor;
import io.practiceops.practice.clients.Clients;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The documents, to look through and search, and the searches kept. */
@Controller
@RequestMapping("/documents")
class DocumentListPage {

    private final Documents documents;
    private final DocumentSearch search;
    private final SavedSearches searches;
    private final DocumentRows rows;
    private final Clients clients;

    DocumentListPage(
            Documents documents,
            DocumentSearch search,
            SavedSearches searches,
            DocumentRows rows,
            Clients clients) {
        this.documents = documents;
        this.search = search;
        this.searches = searches;
        this.rows = rows;
        this.clients = clients;
    }

    @GetMapping
    String list(
            @ModelAttribute("query") DocumentQuery query,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var zone = Visitor.of(request).zone();
        try {
            var found = search.find(query, zone, cursor, Limit.DEFAULT);
            model.addAttribute("rows", rows.ofFound(found.items(), zone));
            model.addAttribute("next", found.next());
        } catch (Problem problem) {
            model.addAttribute("rows", List.of());
            return FormErrors.again(problem, model, response, page(query, cursor, model));
        }
        return page(query, cursor, model);
    }

    private String page(DocumentQuery query, @Nullable String cursor, Model model) {
        var client = query.clientId();
        model.addAttribute("client", client == null ? null : clients.find(client));
        model.addAttribute("isFirst", cursor == null);
        model.addAttribute("counts", documents.counts());
        model.addAttribute("mayWrite", Acting.actor().may(Documents.WRITE));
        model.addAttribute("saved", saved(query));
        model.addAttribute("categories", DocumentRows.categories());
        model.addAttribute("classifications", DocumentRows.classifications());
        model.addAttribute(
                "kinds", choices(DocumentQuery.FileKind.values(), DocumentQuery.FileKind::title));
        model.addAttribute(
                "states", choices(DocumentQuery.Standing.values(), DocumentQuery.Standing::title));
        model.addAttribute("people", rows.people());
        return "documents/list";
    }

    private List<Link> saved(DocumentQuery query) {
        return searches.all().stream()
                .map(one -> new Link(one.name(), one.url(), one.query().equals(query.text()), null))
                .toList();
    }

    private static <E extends Enum<E>> List<Choice> choices(E[] all, Function<E, String> title) {
        return Arrays.stream(all).map(one -> new Choice(one.name(), title.apply(one))).toList();
    }

    @GetMapping("/searches")
    String kept(@ModelAttribute("query") DocumentQuery query, Model model) {
        return searches("", model);
    }

    private String searches(String name, Model model) {
        model.addAttribute("searches", new Slice<>(searches.all(), null).items());
        model.addAttribute("me", Acting.actor().id());
        model.addAttribute("name", name);
        return "documents/searches";
    }

    @PostMapping("/searches")
    String save(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "false") boolean shared,
            @ModelAttribute("query") DocumentQuery query,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            var search = searches.save(name, query, shared);
            FlashCookie.say(request, response, "Saved as “" + search.name() + "”.");
            return "redirect:" + search.url();
        } catch (Problem problem) {
            return FormErrors.again(problem, model, response, searches(name, model));
        }
    }

    @PostMapping("/searches/{id}/share")
    String share(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean shared,
            HttpServletRequest request,
            HttpServletResponse response) {
        var search = searches.share(id, shared);
        FlashCookie.say(
                request,
                response,
                shared
                        ? "Everybody of the firm sees “" + search.name() + "”."
                        : "“" + search.name() + "” is yours alone.");
        return "redirect:/documents/searches";
    }

    @PostMapping("/searches/{id}/delete")
    String delete(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) {
        searches.delete(id);
        FlashCookie.say(request, response, "Deleted. No document is gone.");
        return "redirect:/documents/searches";
    }
}
