package io.practiceops.practice.documents;

import io.practiceops.foundation.web.Moment;
import io.practiceops.foundation.web.Visitor;
import io.practiceops.practice.clients.Clients;
import io.practiceops.trust.audit.Readers;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Who saw a document, or any document of a client. */
@Controller
public class ReadersPage {

    /** One of them, as the page shows it. */
    public record Row(Readers.Reader reader, Moment last) {}

    private final Documents documents;
    private final Clients clients;
    private final Readers readers;

    ReadersPage(Documents documents, Clients clients, Readers readers) {
        this.documents = documents;
        this.clients = clients;
        this.readers = readers;
    }

    @GetMapping("/documents/{id}/readers")
    String ofDocument(@PathVariable UUID id, HttpServletRequest request, Model model) {
        var document = documents.find(id);
        model.addAttribute("of", document.name());
        model.addAttribute("url", "/documents/" + id);
        return page(readers.of(Documents.KIND, id, document.name(), List.of(id)), request, model);
    }

    @GetMapping("/clients/{id}/readers")
    String ofClient(@PathVariable UUID id, HttpServletRequest request, Model model) {
        var client = clients.find(id);
        model.addAttribute("of", client.name());
        model.addAttribute("url", "/clients/" + id);
        return page(
                readers.of("client", id, client.name(), documents.ofClient(id)), request, model);
    }

    private static String page(
            List<Readers.Reader> readers, HttpServletRequest request, Model model) {
        var zone = Visitor.of(request).zone();
        model.addAttribute(
                "rows",
                readers.stream()
                        .map(reader -> new Row(reader, Moment.at(reader.at(), zone)))
                        .toList());
        return "documents/readers";
    }
}
