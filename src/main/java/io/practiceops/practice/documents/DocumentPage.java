package io.practiceops.practice.documents;

import gg.jte.Content;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.foundation.web.Draft;
import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.FormErrors;
import io.practiceops.foundation.web.Moment;
import io.practiceops.foundation.web.Visitor;
import io.practiceops.practice.clients.Clients;
import io.practiceops.practice.documents.DocumentSection.Place;
import io.practiceops.trust.audit.AuditTrail;
import io.practiceops.trust.audit.History;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A document, to open, change and take along. */
@Controller
@RequestMapping("/documents")
class DocumentPage {

    private static final List<String> FIELDS =
            List.of("file", "client", "folder", "category", "classification", "year", "tags");

    private final Documents documents;
    private final Versions versions;
    private final Disposal disposal;
    private final DocumentRows rows;
    private final ObjectProvider<DocumentSection> sections;
    private final Clients clients;
    private final History history;

    DocumentPage(
            Documents documents,
            Versions versions,
            Disposal disposal,
            DocumentRows rows,
            ObjectProvider<DocumentSection> sections,
            Clients clients,
            History history) {
        this.documents = documents;
        this.versions = versions;
        this.disposal = disposal;
        this.rows = rows;
        this.sections = sections;
        this.clients = clients;
        this.history = history;
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, CsrfToken csrf, HttpServletRequest request, Model model) {
        var stone = disposal.tombstone(id);
        if (stone.isPresent()) {
            return gone(stone.get(), request, model);
        }
        var document = documents.find(id);
        var zone = Visitor.of(request).zone();
        var checkOut = document.checkOut();
        model.addAttribute("document", document);
        model.addAttribute("client", clients.find(document.clientId()));
        model.addAttribute("versions", rows.ofVersions(versions.of(id), zone));
        model.addAttribute("parts", documents.partsOf(id));
        model.addAttribute(
                "whole",
                document.partOf() == null
                        ? null
                        : documents.findAll(List.of(document.partOf())).stream()
                                .findFirst()
                                .orElse(null));
        model.addAttribute(
                "checkedOut", checkOut == null ? null : Moment.at(checkOut.since(), zone));
        model.addAttribute("main", sections(Place.MAIN, document, zone, csrf.getToken()));
        model.addAttribute("aside", sections(Place.ASIDE, document, zone, csrf.getToken()));
        model.addAttribute("preview", documents.preview(id));
        model.addAttribute("history", history.of(Documents.KIND, id, zone));
        model.addAttribute("mayWrite", mayWrite());
        model.addAttribute("mayUnlock", Versions.mayEndCheckOut(document));
        model.addAttribute("readsTrail", Acting.actor().may(AuditTrail.READ));
        return "documents/document";
    }

    private List<Content> sections(Place place, Document document, ZoneId zone, String csrf) {
        return sections.stream()
                .filter(section -> section.place() == place)
                .sorted(Comparator.comparingInt(DocumentSection::order))
                .flatMap(section -> section.of(document, zone, csrf).stream())
                .toList();
    }

    private String gone(Tombstone stone, HttpServletRequest request, Model model) {
        var zone = Visitor.of(request).zone();
        model.addAttribute("stone", stone);
        model.addAttribute("client", clients.find(stone.clientId()));
        model.addAttribute("disposed", Moment.at(stone.disposedAt(), zone));
        model.addAttribute("history", history.of(Documents.KIND, stone.id(), zone));
        return "documents/gone";
    }

    @GetMapping("/{id}/download")
    ResponseEntity<Resource> download(@PathVariable UUID id) {
        return DocumentApi.content(versions.download(id));
    }

    @GetMapping("/{id}/edit")
    String edit(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable UUID client,
            Model model) {
        Acting.require(Documents.WRITE);
        var document = documents.find(id);
        var draft = Draft.fresh(values(document));
        return form(
                document, client == null ? draft : draft.with("client", client.toString()), model);
    }

    @PostMapping("/{id}")
    String change(
            @PathVariable UUID id,
            @RequestParam long version,
            @RequestParam Map<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var draft = Draft.of(form, FIELDS);
        try {
            var to = details(draft);
            var document = documents.change(id, version, to);
            FlashCookie.say(request, response, "The changes to " + document.name() + " are saved.");
            return "redirect:/documents/" + id;
        } catch (Problem problem) {
            var document = documents.find(id);
            var isStale = problem.type() == ProblemType.CHANGED_MEANWHILE;
            var view =
                    form(
                            document,
                            isStale ? draft.onto(values(document), this::inWords) : draft,
                            model);
            model.addAttribute("version", isStale ? document.version() : version);
            if (isStale) {
                history.of(Documents.KIND, id, Visitor.of(request).zone()).stream()
                        .findFirst()
                        .ifPresent(last -> model.addAttribute("last", last));
            }
            return FormErrors.again(problem, model, response, view);
        }
    }

    private String form(Document document, Draft draft, Model model) {
        model.addAttribute("document", document);
        model.addAttribute("version", document.version());
        model.addAttribute("client", clients.find(Ids.parse(draft.get("client"), "client")));
        model.addAttribute("draft", draft);
        model.addAttribute("categories", DocumentRows.categories());
        model.addAttribute("classifications", DocumentRows.classifications());
        return "documents/form";
    }

    private static Map<String, String> values(Document document) {
        var details = document.details();
        var year = details.year();
        return Map.of(
                "file", document.name(),
                "client", document.clientId().toString(),
                "folder", details.folder(),
                "category", document.category().name(),
                "classification", details.classification().name(),
                "year", year == null ? "" : year.toString(),
                "tags", String.join(", ", document.tags()));
    }

    private static DocumentDetails details(Draft draft) {
        return DocumentDetails.of(
                new DocumentDetails.Sent(
                        draft.get("client"),
                        draft.get("file"),
                        draft.get("folder"),
                        draft.get("category"),
                        draft.get("classification"),
                        draft.get("year"),
                        draft.get("tags")));
    }

    private String inWords(String field, String value) {
        return switch (field) {
            case "client" -> clients.find(UUID.fromString(value)).name();
            case "category" -> Document.Category.valueOf(value).title();
            case "classification" -> Document.Classification.valueOf(value).title();
            default -> value;
        };
    }

    private static boolean mayWrite() {
        return Acting.actor().may(Documents.WRITE);
    }
}
