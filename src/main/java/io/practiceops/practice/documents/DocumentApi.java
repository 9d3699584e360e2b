package io.practiceops.practice.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.foundation.database.SearchIndex;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Slice;
import io.practiceops.foundation.web.ETags;
import io.practiceops.foundation.web.Limit;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@RequestMapping("/api/v1/documents")
class DocumentApi {

    /** A document as the API shows it; the snippet marks matches with {@code **}. */
    record Body(
            UUID id,
            UUID client,
            String name,
            Document.Category category,
            String mediaType,
            long size,
            String sha256,
            Document.Reading reading,
            @Nullable String unreadable,
            @Nullable Integer pages,
            String uploadedBy,
            Instant uploadedAt,
            long version,
            @Nullable String snippet) {

        static Body of(Document document) {
            return of(document, null);
        }

        static Body of(Document document, @Nullable String snippet) {
            return new Body(
                    document.id(),
                    document.clientId(),
                    document.name(),
                    document.category(),
                    document.mediaType(),
                    document.size(),
                    document.sha256(),
                    document.reading(),
                    document.unreadable(),
                    document.pages(),
                    document.uploadedBy(),
                    document.uploadedAt(),
                    document.version(),
                    snippet);
        }

        static Body of(Documents.Found found) {
            var marked =
                    found.snippet()
                            .replace(String.valueOf(SearchIndex.HIT_BEGIN), "**")
                            .replace(String.valueOf(SearchIndex.HIT_END), "**");
            return of(found.document(), marked);
        }
    }

    /** What can be changed of a document. */
    record Change(@Nullable String client, @Nullable String name, @Nullable String category) {}

    private final Documents documents;

    DocumentApi(Documents documents) {
        this.documents = documents;
    }

    @GetMapping
    Slice<Body> list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable UUID client,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        if (q != null && !q.isBlank()) {
            return new Slice<>(documents.search(q, client, Limit.of(limit)), null).map(Body::of);
        }
        return documents.list(client, cursor, Limit.of(limit)).map(Body::of);
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Body> upload(
            @RequestParam MultipartFile file,
            @RequestParam(required = false) @Nullable String client,
            @RequestParam(required = false) @Nullable String category)
            throws IOException {
        var wanted = NewDocument.of(client, file.getOriginalFilename(), category);
        if (file.isEmpty()) {
            throw Problem.invalid(
                    "file", "This file is empty. Choose the one that has something in it.");
        }
        try (var bytes = file.getInputStream()) {
            var document = documents.upload(wanted, bytes);
            return ResponseEntity.created(URI.create("/api/v1/documents/" + document.id()))
                    .eTag(ETags.of(document.version()))
                    .body(Body.of(document));
        }
    }

    @GetMapping("/{id}")
    ResponseEntity<Body> find(@PathVariable UUID id) {
        return answer(documents.find(id));
    }

    @PutMapping("/{id}")
    ResponseEntity<Body> change(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Change change) {
        var to = NewDocument.of(change.client(), change.name(), change.category());
        return answer(documents.change(id, ETags.version(ifMatch), to));
    }

    @GetMapping("/{id}/content")
    ResponseEntity<Resource> download(@PathVariable UUID id) {
        return content(documents.download(id));
    }

    /** Always as an attachment, never to be shown or guessed at by the browser: others wrote it. */
    static ResponseEntity<Resource> content(Documents.Download download) {
        var document = download.document();
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(document.name(), UTF_8)
                                .build()
                                .toString())
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.parseMediaType(document.mediaType()))
                .body(download.content());
    }

    private static ResponseEntity<Body> answer(Document document) {
        return ResponseEntity.ok().eTag(ETags.of(document.version())).body(Body.of(document));
    }
}
