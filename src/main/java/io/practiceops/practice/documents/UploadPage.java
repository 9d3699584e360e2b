package io.practiceops.practice.documents;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.FormErrors;
import io.practiceops.foundation.web.Limit;
import io.practiceops.foundation.web.Moment;
import io.practiceops.foundation.web.PageContext.State;
import io.practiceops.foundation.web.Visitor;
import io.practiceops.practice.clients.Clients;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Bringing in documents: one request a file from a script, all at once from a plain form. */
@Controller
@RequestMapping("/documents")
class UploadPage {

    private static final String UPLOAD = "/documents/upload";

    /** Where the choice of a client may lead on to. */
    private static final Pattern THEN = Pattern.compile("/documents(/upload|/[0-9a-f-]{36}/edit)?");

    private static final int BATCHES_SHOWN = 5;

    private static final Map<String, String> DEFAULTS =
            Map.of(
                    "category", Document.Category.OTHER.name(),
                    "classification", Document.Classification.CONFIDENTIAL.name());

    private final Documents documents;
    private final UploadBatches batches;
    private final Folders folders;
    private final Clients clients;

    UploadPage(Documents documents, UploadBatches batches, Folders folders, Clients clients) {
        this.documents = documents;
        this.batches = batches;
        this.folders = folders;
        this.clients = clients;
    }

    @GetMapping("/choose-client")
    String chooseClient(
            @RequestParam(defaultValue = UPLOAD) String then,
            @RequestParam(defaultValue = "") String q,
            Model model) {
        Acting.require(Documents.READ);
        model.addAttribute("then", THEN.matcher(then).matches() ? then : UPLOAD);
        model.addAttribute("query", q.strip());
        model.addAttribute(
                "clients",
                q.isBlank()
                        ? clients.list(null, Limit.DEFAULT).items()
                        : clients.search(q, Limit.DEFAULT));
        model.addAttribute("count", clients.count());
        return "documents/choose-client";
    }

    @GetMapping("/upload")
    String blank(
            @RequestParam(required = false) @Nullable UUID client,
            @RequestParam(defaultValue = "") String folder,
            HttpServletRequest request,
            Model model) {
        Acting.require(Documents.WRITE);
        return client == null
                ? "redirect:/documents/choose-client"
                : form(client, Map.of("folder", folder), request, model);
    }

    @PostMapping(
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<DocumentApi.Body> uploadOne(
            @RequestParam MultipartFile files, @RequestParam Map<String, String> filing)
            throws IOException {
        var document = store(filing, files);
        return ResponseEntity.created(URI.create("/documents/" + document.id()))
                .body(DocumentApi.Body.of(document));
    }

    @PostMapping(
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
            produces = MediaType.TEXT_HTML_VALUE)
    String upload(
            @RequestParam List<MultipartFile> files,
            @RequestParam UUID client,
            @RequestParam Map<String, String> filing,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model)
            throws IOException {
        var stored = new ArrayList<Document>();
        var refused = new ArrayList<Problem>();
        for (var file : files) {
            try {
                stored.add(store(filing, file));
            } catch (Problem problem) {
                refused.add(about(file, problem));
            }
        }
        if (stored.isEmpty()) {
            return FormErrors.again(
                    refused.getFirst(), model, response, form(client, filing, request, model));
        }
        FlashCookie.say(
                request,
                response,
                refused.isEmpty() ? State.GOOD : State.BAD,
                report(stored, refused));
        return stored.size() == 1 && refused.isEmpty()
                ? "redirect:/documents/" + stored.getFirst().id()
                : "redirect:/documents?client=" + client;
    }

    private Document store(Map<String, String> filing, MultipartFile file) throws IOException {
        if (Objects.requireNonNullElse(file.getOriginalFilename(), "").isBlank()) {
            throw Problem.invalid("file", "Choose a file first.");
        }
        var wanted =
                DocumentDetails.of(
                        new DocumentDetails.Sent(
                                filing.get("client"),
                                file.getOriginalFilename(),
                                filing.get("folder"),
                                filing.get("category"),
                                filing.get("classification"),
                                filing.get("year"),
                                filing.get("tags")));
        try (var bytes = file.getInputStream()) {
            return documents.upload(wanted, bytes);
        }
    }

    /**
     * A problem of one file among several names it; what no other file would mend goes on as it is.
     */
    private static Problem about(MultipartFile file, Problem problem) {
        var name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
        var isOfFile = problem.fields().stream().anyMatch(field -> field.name().equals("file"));
        if (problem.type() == ProblemType.UNSUPPORTED_TYPE) {
            return Problem.invalid("file", problem.detail() + " " + problem.mend());
        }
        return isOfFile && !name.isBlank()
                ? Problem.invalid("file", name + ": " + problem.detail())
                : problem;
    }

    private static String report(List<Document> stored, List<Problem> refused) {
        var good =
                stored.size() == 1
                        ? stored.getFirst().name() + " is stored."
                        : stored.size() + " files are stored.";
        if (refused.isEmpty()) {
            return good;
        }
        var reasons = refused.stream().map(Problem::detail).distinct().toList();
        return good + " Not stored: " + String.join(" ", reasons);
    }

    private String form(
            UUID client, Map<String, String> filing, HttpServletRequest request, Model model) {
        var zone = Visitor.of(request).zone();
        var values = new HashMap<>(DEFAULTS);
        values.putAll(filing);
        model.addAttribute("client", clients.find(client));
        model.addAttribute("filing", values);
        model.addAttribute("categories", DocumentRows.categories());
        model.addAttribute("classifications", DocumentRows.classifications());
        model.addAttribute("folders", folders.of(client));
        model.addAttribute(
                "batches",
                batches.list(client, null, BATCHES_SHOWN).items().stream()
                        .map(batch -> new BatchLine(batch, Moment.at(batch.startedAt(), zone)))
                        .toList());
        return "documents/upload";
    }
}
