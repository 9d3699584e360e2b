package io.practiceops.practice.retention;

import io.practiceops.foundation.kernel.Slice;
import io.practiceops.foundation.web.Limit;
import io.practiceops.practice.documents.Document.Category;
import io.practiceops.practice.documents.Document.Classification;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/holds")
class HoldApi {

    /** A hold as the API shows it. */
    record Body(
            UUID id,
            String name,
            String reason,
            Hold.Scope scope,
            @Nullable UUID client,
            List<Category> categories,
            List<Classification> classifications,
            @Nullable Integer yearFrom,
            @Nullable Integer yearTo,
            @Nullable String tag,
            boolean future,
            String placedBy,
            Instant placedAt,
            @Nullable String releasedBy,
            @Nullable Instant releasedAt,
            @Nullable String releaseReason) {

        static Body of(Hold hold) {
            var covers = hold.covers();
            var release = hold.release();
            return new Body(
                    hold.id(),
                    hold.name(),
                    hold.reason(),
                    covers.scope(),
                    covers.client(),
                    covers.categories().stream().sorted().toList(),
                    covers.classifications().stream().sorted().toList(),
                    covers.yearFrom(),
                    covers.yearTo(),
                    covers.tag(),
                    covers.future(),
                    hold.placedByName(),
                    hold.placedAt(),
                    release == null ? null : release.byName(),
                    release == null ? null : release.at(),
                    release == null ? null : release.reason());
        }
    }

    /** A hold to place. */
    record Wanted(
            @Nullable String name,
            @Nullable String reason,
            @Nullable String scope,
            @Nullable String client,
            @Nullable List<String> documents,
            @Nullable List<String> categories,
            @Nullable List<String> classifications,
            @Nullable Integer yearFrom,
            @Nullable Integer yearTo,
            @Nullable String tag,
            @Nullable Boolean future) {

        NewHold hold() {
            return NewHold.of(
                    new NewHold.Sent(
                            name,
                            reason,
                            scope,
                            client,
                            documents,
                            categories,
                            classifications,
                            yearFrom == null ? null : yearFrom.toString(),
                            yearTo == null ? null : yearTo.toString(),
                            tag,
                            Boolean.TRUE.equals(future)));
        }
    }

    /** A document under a hold. */
    record CaughtBody(UUID document, String name, Instant since, boolean later) {

        static CaughtBody of(Holds.Caught caught) {
            return new CaughtBody(
                    caught.document().id(),
                    caught.document().name(),
                    caught.since(),
                    caught.later());
        }
    }

    /** Documents to put under a hold. */
    record More(@Nullable List<UUID> documents) {}

    /** How many of them were not under it yet. */
    record Added(int added) {}

    /** Why it is released. */
    record Because(@Nullable String reason) {}

    private final Holds holds;

    HoldApi(Holds holds) {
        this.holds = holds;
    }

    @GetMapping
    Slice<Body> list(
            @RequestParam(defaultValue = "false") boolean released,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return holds.list(!released, cursor, Limit.of(limit)).map(Body::of);
    }

    @PostMapping
    ResponseEntity<Body> place(@RequestBody Wanted wanted) {
        var hold = holds.place(wanted.hold());
        return ResponseEntity.created(URI.create("/api/v1/holds/" + hold.id())).body(Body.of(hold));
    }

    @GetMapping("/{id}")
    Body find(@PathVariable UUID id) {
        return Body.of(holds.find(id));
    }

    @GetMapping("/{id}/documents")
    Slice<CaughtBody> documents(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return holds.documents(id, cursor, Limit.of(limit)).map(CaughtBody::of);
    }

    @PostMapping("/{id}/documents")
    Added add(@PathVariable UUID id, @RequestBody More more) {
        var documents =
                Objects.requireNonNullElse(more.documents(), List.<UUID>of()).stream()
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
        return new Added(holds.add(id, documents));
    }

    @PostMapping("/{id}/release")
    Body release(@PathVariable UUID id, @RequestBody Because because) {
        return Body.of(holds.release(id, because.reason()));
    }
}
