package io.practiceops.practice.documents;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.Choice;
import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.FormErrors;
import io.practiceops.practice.clients.Clients;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What can be done with several documents chosen in a list, or with a folder. */
@Controller
@RequestMapping("/documents")
class SelectionPage {

    private static final int CLIENTS_SHOWN = 12;

    private final Selections selections;
    private final Documents documents;
    private final Folders folders;
    private final Zips zips;
    private final ZipStream stream;
    private final Clients clients;

    SelectionPage(
            Selections selections,
            Documents documents,
            Folders folders,
            Zips zips,
            ZipStream stream,
            Clients clients) {
        this.selections = selections;
        this.documents = documents;
        this.folders = folders;
        this.zips = zips;
        this.stream = stream;
        this.clients = clients;
    }

    /** A POST because of how many there may be; changes nothing. */
    @PostMapping("/selected")
    String chosen(
            @RequestParam(defaultValue = "") List<UUID> documents,
            @RequestParam(required = false) @Nullable UUID ofClient,
            @RequestParam(defaultValue = "") String ofFolder,
            @RequestParam(required = false) @Nullable String q,
            Model model) {
        Acting.require(Documents.WRITE);
        var chosen =
                ofClient == null ? documents : folders.all(ofClient, ofFolder, Selections.MOST);
        return page(chosen, q == null ? "" : q.strip(), model);
    }

    private String page(List<UUID> chosen, String query, Model model) {
        if (chosen.isEmpty() || chosen.size() > Selections.MOST) {
            throw Problem.invalid(
                    "documents", "Choose 1 to %,d documents.".formatted(Selections.MOST));
        }
        var found = documents.findAll(chosen);
        if (found.isEmpty()) {
            throw Problem.notFound("document");
        }
        var of = found.stream().map(Document::clientId).distinct().toList();
        model.addAttribute("documents", found);
        model.addAttribute("back", back(found));
        model.addAttribute("folders", of.size() == 1 ? folders.of(of.getFirst()) : List.of());
        model.addAttribute("categories", asItIs(DocumentRows.categories()));
        model.addAttribute("classifications", asItIs(DocumentRows.classifications()));
        model.addAttribute("query", query);
        model.addAttribute(
                "clients", query.isEmpty() ? List.of() : clients.search(query, CLIENTS_SHOWN));
        return "documents/selected";
    }

    private static List<Choice> asItIs(List<Choice> choices) {
        var more = new java.util.ArrayList<>(List.of(new Choice("", "as it is")));
        more.addAll(choices);
        return more;
    }

    /** Where they stand together: their client's folders, or the list. */
    private static String back(List<Document> found) {
        var of = found.stream().map(Document::clientId).distinct().toList();
        return of.size() == 1 ? "/clients/" + of.getFirst() + "/files" : "/documents";
    }

    @PostMapping("/selected/change")
    String change(
            @RequestParam(name = "documents", defaultValue = "") List<UUID> chosen,
            @RequestParam Map<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            var outcome = selections.change(chosen, changeOf(form));
            if (!outcome.refused().isEmpty()) {
                model.addAttribute("outcome", outcome);
                return page(chosen, "", model);
            }
            FlashCookie.say(
                    request,
                    response,
                    outcome.changed().size() == 1
                            ? "1 document is changed."
                            : "%,d documents are changed.".formatted(outcome.changed().size()));
            return "redirect:" + back(documents.findAll(outcome.changed()));
        } catch (Problem problem) {
            return FormErrors.again(problem, model, response, page(chosen, "", model));
        }
    }

    /** Each button of the page sends what belongs to it alone. */
    private static Selections.Change changeOf(Map<String, String> form) {
        var act = form.getOrDefault("do", "");
        var year = form.getOrDefault("year", "").strip();
        return new Selections.Change(
                act.startsWith("client:") ? Ids.parse(act.substring(7), "client") : null,
                act.equals("move") ? form.getOrDefault("folder", "") : null,
                act.equals("file") ? choice(Document.Category.class, form.get("category")) : null,
                act.equals("file")
                        ? choice(Document.Classification.class, form.get("classification"))
                        : null,
                act.equals("file") && !year.isEmpty() ? year(year) : null,
                act.equals("file") ? words(form.get("tag")) : List.of(),
                act.equals("file") ? words(form.get("untag")) : List.of());
    }

    private static List<String> words(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList();
    }

    private static <E extends Enum<E>> @Nullable E choice(Class<E> type, @Nullable String sent) {
        if (sent == null || sent.isBlank()) {
            return null;
        }
        try {
            return Enum.valueOf(type, sent);
        } catch (IllegalArgumentException unknown) {
            throw Problem.invalid("category", "Choose one of those offered.");
        }
    }

    private static Integer year(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException notANumber) {
            throw Problem.invalid("year", "A year has four digits, as in 2026; 0 takes it away.");
        }
    }

    @PostMapping("/zip")
    void zip(
            @RequestParam(name = "documents", defaultValue = "") List<UUID> chosen,
            HttpServletResponse response)
            throws IOException {
        stream.send(zips.of(chosen), response);
    }

    @GetMapping("/zip")
    void zipOfFolder(
            @RequestParam(required = false) @Nullable UUID client,
            @RequestParam(defaultValue = "") String folder,
            HttpServletResponse response)
            throws IOException {
        if (client == null) {
            throw Problem.invalid("client", "Choose the client whose documents these are.");
        }
        stream.send(zips.ofFolder(client, folder), response);
    }
}
