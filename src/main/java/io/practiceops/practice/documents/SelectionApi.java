package io.practiceops.practice.documents;

import io.practiceops.foundation.kernel.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Several documents at once, for programs. */
@RestController
@RequestMapping("/api/v1")
class SelectionApi {

    /** Some documents. */
    record Chosen(@Nullable List<UUID> documents) {

        List<UUID> ids() {
            return documents == null ? List.of() : documents;
        }
    }

    /** Some documents, and what to change of each. */
    record Changes(
            @Nullable List<UUID> documents,
            @Nullable UUID client,
            @Nullable String folder,
            Document.@Nullable Category category,
            Document.@Nullable Classification classification,
            @Nullable Integer year,
            @Nullable List<String> tag,
            @Nullable List<String> untag) {

        Selections.Change change() {
            return new Selections.Change(
                    client,
                    folder,
                    category,
                    classification,
                    year,
                    tag == null ? List.of() : tag,
                    untag == null ? List.of() : untag);
        }
    }

    private final Selections selections;
    private final Zips zips;
    private final ZipStream stream;

    SelectionApi(Selections selections, Zips zips, ZipStream stream) {
        this.selections = selections;
        this.zips = zips;
        this.stream = stream;
    }

    @PostMapping("/document-changes")
    Selections.Outcome change(@RequestBody Changes changes) {
        var chosen = changes.documents();
        return selections.change(chosen == null ? List.of() : chosen, changes.change());
    }

    /** An answer kept for a second asking would have to fit into memory. */
    @PostMapping("/document-zips")
    void zip(
            @RequestBody Chosen chosen,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            HttpServletResponse response)
            throws IOException {
        if (key != null) {
            throw Problem.invalid(
                    "Idempotency-Key", "An archive changes nothing. Ask for it without the key.");
        }
        stream.send(zips.of(chosen.ids()), response);
    }

    @GetMapping("/document-zips")
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
