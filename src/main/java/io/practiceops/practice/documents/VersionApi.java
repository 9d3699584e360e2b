package io.practiceops.practice.documents;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.ETags;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@RequestMapping("/api/v1/documents/{id}")
class VersionApi {

    private final Versions versions;

    VersionApi(Versions versions) {
        this.versions = versions;
    }

    @GetMapping("/versions")
    List<VersionBody> list(@PathVariable UUID id) {
        return VersionBody.of(versions.of(id));
    }

    @PostMapping(path = "/versions", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<VersionBody> add(
            @PathVariable UUID id,
            @RequestParam MultipartFile file,
            @RequestParam(required = false) @Nullable Integer from,
            @RequestParam(required = false) @Nullable String note)
            throws IOException {
        if (file.isEmpty()) {
            throw Problem.invalid(
                    "file", "This file is empty. Choose the one that has something in it.");
        }
        var name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
        try (var bytes = file.getInputStream()) {
            return created(versions.add(id, from, note, name, bytes));
        }
    }

    @GetMapping("/versions/{number}/content")
    ResponseEntity<Resource> download(@PathVariable UUID id, @PathVariable int number) {
        return DocumentApi.content(versions.download(id, number));
    }

    @PostMapping("/versions/{number}/restore")
    ResponseEntity<VersionBody> restore(@PathVariable UUID id, @PathVariable int number) {
        return created(versions.restore(id, number));
    }

    @PutMapping("/check-out")
    ResponseEntity<DocumentApi.Body> checkOut(@PathVariable UUID id) {
        return answer(versions.checkOut(id));
    }

    @DeleteMapping("/check-out")
    ResponseEntity<DocumentApi.Body> endCheckOut(@PathVariable UUID id) {
        return answer(versions.endCheckOut(id));
    }

    private static ResponseEntity<VersionBody> created(Version version) {
        var place = "/api/v1/documents/" + version.documentId() + "/versions/" + version.number();
        return ResponseEntity.created(URI.create(place + "/content")).body(VersionBody.of(version));
    }

    private static ResponseEntity<DocumentApi.Body> answer(Document document) {
        return ResponseEntity.ok()
                .eTag(ETags.of(document.version()))
                .body(DocumentApi.Body.of(document));
    }
}
