package io.practiceops.practice.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.foundation.database.SearchIndex;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Slice;
import io.practiceops.foundation.web.ETags;
import io.practiceops.foundation.web.Limit;
import io.practiceops.foundation.web.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
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
            String folder,
            Document.Category category,
            Document.Classification classification,
            @Nullable Integer year,
            List<String> tags,
            @Nullable UUID partOf,
            Document.@Nullable CheckOut checkOut,
            VersionBody current,
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
                    document.details().folder(),
                    document.category(),
                    document.details().classification(),
                    document.details().year(),
                    document.tags(),
                    document.partOf(),
                    document.checkOut(),
                    VersionBody.of(document.current()),
                    document.version(),
                    snippet);
        }

        static Body of(DocumentSearch.Found found) {
            var marked =
                    found.snippet()
                            .replace(String.valueOf(SearchIndex.HIT_BEGIN), "**")
                            .replace(String.valueOf(SearchIndex.HIT_END), "**");
            return of(found.document(), marked);
        }
    }

    /** What can be changed of a document. */
    record Change(
            @Nullable String client,
            @Nullable String name,
            @Nullable String folder,
            @Nullable String category,
            @Nullable String classification,
            @Nullable String year,
            @Nullable List<String> tags) {

        DocumentDetails details() {
            var between = tags == null ? null : String.join(",", tags);
            return DocumentDetails.of(
                    new DocumentDetails.Sent(
                            client, name, folder, category, classification, year, between));
        }
    }

    private final Documents documents;
    private final DocumentSearch search;
    private final Versions versions;

    DocumentApi(Documents documents, DocumentSearch search, Versions versions) {
        this.documents = documents;
        this.search = search;
        this.versions = versions;
    }

    @GetMapping
    Slice<Body> list(
            @ModelAttribute DocumentQuery query,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            HttpServletRequest request) {
        return search.find(query, Visitor.of(request).zone(), cursor, Limit.of(limit))
                .map(Body::of);
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Body> upload(
            @RequestParam MultipartFile file,
            @RequestParam(required = false) @Nullable String client,
            @RequestParam(required = false) @Nullable String folder,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable String classification,
            @RequestParam(required = false) @Nullable String year,
            @RequestParam(required = false) @Nullable String tags)
            throws IOException {
        var wanted =
                DocumentDetails.of(
                        new DocumentDetails.Sent(
                                client,
                                file.getOriginalFilename(),
                                folder,
                                category,
                                classification,
                                year,
                                tags));
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
        return answer(documents.change(id, ETags.version(ifMatch), change.details()));
    }

    @GetMapping("/{id}/content")
    ResponseEntity<Resource> download(@PathVariable UUID id) {
        return content(versions.download(id));
    }

    /** Always as an attachment, never to be shown or guessed at by the browser: others wrote it. */
    static ResponseEntity<Resource> content(Versions.Download download) {
        var version = download.version();
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(download.document().name(), UTF_8)
                                .build()
                                .toString())
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.parseMediaType(version.mediaType()))
                .body(download.content());
    }

    private static ResponseEntity<Body> answer(Document document) {
        return ResponseEntity.ok().eTag(ETags.of(document.version())).body(Body.of(document));
    }
}
