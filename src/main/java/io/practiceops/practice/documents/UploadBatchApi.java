package io.practiceops.practice.documents;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Slice;
import io.practiceops.foundation.web.Limit;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Folders that are brought in, for scripts: those of our own pages and others. */
@RestController
@RequestMapping("/api/v1/document-batches")
class UploadBatchApi {

    /** A batch as the API shows it. */
    record Body(
            UUID id,
            UUID client,
            String name,
            String folder,
            Document.Category category,
            Document.Classification classification,
            @Nullable Integer year,
            List<String> tags,
            String startedBy,
            Instant startedAt,
            ProgressBody progress) {

        static Body of(UploadBatch batch) {
            var details = batch.details();
            return new Body(
                    batch.id(),
                    details.clientId(),
                    details.name(),
                    details.folder(),
                    details.category(),
                    details.classification(),
                    details.year(),
                    details.tags(),
                    batch.startedBy(),
                    batch.startedAt(),
                    ProgressBody.of(batch.progress()));
        }
    }

    /** How far it is. */
    record ProgressBody(
            int files,
            long bytes,
            int stored,
            long storedBytes,
            int refused,
            int missing,
            boolean complete) {

        static ProgressBody of(UploadBatch.Progress progress) {
            return new ProgressBody(
                    progress.files(),
                    progress.bytes(),
                    progress.stored(),
                    progress.storedBytes(),
                    progress.refused(),
                    progress.missing(),
                    progress.isComplete());
        }
    }

    /** A file of it. */
    record FileBody(
            String path,
            long size,
            long modified,
            BatchFile.State state,
            @Nullable String why,
            @Nullable String sha256,
            @Nullable UUID document) {

        static FileBody of(BatchFile file) {
            return new FileBody(
                    file.path(),
                    file.size(),
                    file.modified(),
                    file.state(),
                    file.why(),
                    file.sha256(),
                    file.documentId());
        }
    }

    /** What is to come. */
    record Announcement(@Nullable List<Coming> files) {

        record Coming(@Nullable String path, long size, @Nullable Long modified) {

            UploadBatches.Announced announced() {
                return new UploadBatches.Announced(
                        path == null ? "" : path, size, modified == null ? 0 : modified);
            }
        }

        List<UploadBatches.Announced> announced() {
            return files == null ? List.of() : files.stream().map(Coming::announced).toList();
        }
    }

    private final UploadBatches batches;

    UploadBatchApi(UploadBatches batches) {
        this.batches = batches;
    }

    @GetMapping
    Slice<Body> list(
            @RequestParam(required = false) @Nullable UUID client,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return batches.list(client, cursor, Limit.of(limit)).map(Body::of);
    }

    @PostMapping
    ResponseEntity<Body> start(@RequestBody DocumentApi.Change filing) {
        var batch = batches.start(filing.details());
        return ResponseEntity.created(URI.create("/api/v1/document-batches/" + batch.id()))
                .body(Body.of(batch));
    }

    @GetMapping("/{id}")
    Body find(@PathVariable UUID id) {
        return Body.of(batches.find(id));
    }

    @GetMapping("/{id}/files")
    Slice<FileBody> files(
            @PathVariable UUID id,
            @RequestParam(required = false) BatchFile.@Nullable State state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return batches.files(id, state, cursor, Limit.of(limit)).map(FileBody::of);
    }

    @PostMapping("/{id}/files")
    Slice<FileBody> announce(@PathVariable UUID id, @RequestBody Announcement coming) {
        return new Slice<>(batches.announce(id, coming.announced()), null).map(FileBody::of);
    }

    @PutMapping(path = "/{id}/files", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    DocumentApi.Body receive(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String path,
            @RequestParam MultipartFile file)
            throws IOException {
        if (path.isBlank()) {
            throw Problem.invalid("path", "Say where the file is in the folder.");
        }
        try (var bytes = file.getInputStream()) {
            return DocumentApi.Body.of(batches.receive(id, path, bytes));
        }
    }
}
