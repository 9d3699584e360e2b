package io.practiceops.practice.sharing;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Slice;
import io.practiceops.foundation.web.Limit;
import io.practiceops.practice.documents.Document;
import io.practiceops.practice.sharing.OutsideLink.Standing;
import io.practiceops.trust.access.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/upload-links")
class UploadLinkApi {

    /**
     * An upload link as the API shows it; its address is there once, in the answer to its making.
     */
    record Body(
            UUID id,
            UUID client,
            String recipient,
            @Nullable String note,
            Standing standing,
            boolean asksPassword,
            String folder,
            Document.Category category,
            List<UploadLink.Wish> wishes,
            List<UploadLink.Arrival> arrivals,
            int mostFiles,
            long mostBytes,
            int files,
            long bytes,
            String madeBy,
            Instant madeAt,
            Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable String url) {}

    /** A link to make: for seven days, 50 files and 500 MB in all, where nothing else is said. */
    record Wanted(
            @Nullable UUID client,
            @Nullable String recipient,
            @Nullable String note,
            @Nullable String password,
            @Nullable Instant expiresAt,
            @Nullable String folder,
            Document.@Nullable Category category,
            @Nullable List<String> wishes,
            @Nullable Integer mostFiles,
            @Nullable Long mostBytes) {

        NewUploadLink link(Instant now) {
            if (client == null) {
                throw Problem.invalid("client", "Choose the client this belongs to.");
            }
            return new NewUploadLink(
                    new NewLink(
                            Objects.requireNonNullElse(recipient, ""),
                            note,
                            password,
                            ShareApi.life(expiresAt, now)),
                    client,
                    Objects.requireNonNullElse(folder, ""),
                    Objects.requireNonNullElse(category, Document.Category.OTHER),
                    wishes == null ? List.of() : wishes.stream().filter(Objects::nonNull).toList(),
                    Objects.requireNonNullElse(mostFiles, NewUploadLink.USUAL_FILES),
                    Objects.requireNonNullElse(mostBytes, NewUploadLink.USUAL_BYTES));
        }
    }

    private final UploadLinks links;
    private final Clock clock;

    UploadLinkApi(UploadLinks links, Clock clock) {
        this.links = links;
        this.clock = clock;
    }

    @GetMapping
    Slice<Body> list(
            @RequestParam(required = false) @Nullable UUID client,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return links.list(client, cursor, Limit.of(limit)).map(link -> body(link, null));
    }

    @PostMapping
    ResponseEntity<Body> ask(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Wanted wanted) {
        Secret.refuseToKeep(key);
        var made = links.ask(wanted.link(clock.instant()));
        return ResponseEntity.created(URI.create("/api/v1/upload-links/" + made.link().link().id()))
                .body(body(made.link(), made.url()));
    }

    @GetMapping("/{id}")
    Body find(@PathVariable UUID id) {
        return body(links.find(id), null);
    }

    @GetMapping("/{id}/events")
    Slice<LinkEvent> log(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return links.log(id, cursor, Limit.of(limit));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable UUID id) {
        links.revoke(id);
    }

    private Body body(UploadLink upload, @Nullable String url) {
        var link = upload.link();
        return new Body(
                link.id(),
                upload.client(),
                link.recipient(),
                link.note(),
                links.standing(upload),
                link.asksPassword(),
                upload.folder(),
                upload.category(),
                upload.wishes(),
                upload.arrivals(),
                upload.mostFiles(),
                upload.mostBytes(),
                upload.files(),
                upload.bytes(),
                link.madeByName(),
                link.madeAt(),
                link.expiresAt(),
                link.revokedAt(),
                url);
    }
}
