package io.practiceops.practice.viewing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.practice.viewing.Annotation.Note;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/documents/{id}/annotations")
class AnnotationApi {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Body(
            UUID id,
            int version,
            int page,
            List<Place.Box> boxes,
            @Nullable String quote,
            String note,
            String by,
            Instant made,
            @Nullable Instant changed,
            @Nullable String resolvedBy,
            @Nullable Instant resolved,
            List<ReplyBody> replies) {

        static Body of(Annotation one) {
            var resolved = one.resolved();
            return new Body(
                    one.id(),
                    one.number(),
                    one.place().page(),
                    one.place().boxes(),
                    one.place().quote(),
                    one.note().text(),
                    one.note().name(),
                    one.note().made(),
                    one.note().changed(),
                    resolved == null ? null : resolved.by(),
                    resolved == null ? null : resolved.at(),
                    one.replies().stream()
                            .map(reply -> ReplyBody.of(reply.id(), reply.note()))
                            .toList());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReplyBody(UUID id, String note, String by, Instant made, @Nullable Instant changed) {

        static ReplyBody of(UUID id, Note note) {
            return new ReplyBody(id, note.text(), note.name(), note.made(), note.changed());
        }
    }

    record NewAnnotation(
            @Nullable Integer version,
            @Nullable Integer page,
            @Nullable List<Place.Box> boxes,
            @Nullable String quote,
            @Nullable String note) {}

    record Text(@Nullable String note) {

        String text() {
            return note == null ? "" : note;
        }
    }

    private final Annotations annotations;

    AnnotationApi(Annotations annotations) {
        this.annotations = annotations;
    }

    @GetMapping
    List<Body> list(
            @PathVariable UUID id, @RequestParam(required = false) @Nullable Integer version) {
        return annotations.read(id, version).stream().map(Body::of).toList();
    }

    @PostMapping
    ResponseEntity<Body> annotate(@PathVariable UUID id, @RequestBody NewAnnotation sent) {
        if (sent.version == null) {
            throw Problem.invalid("version", "Say which version it is about.");
        }
        var boxes = sent.boxes == null ? List.<Place.Box>of() : sent.boxes;
        var place = new Place(sent.page == null ? 0 : sent.page, boxes, sent.quote);
        var note = sent.note == null ? "" : sent.note;
        var made = annotations.annotate(id, sent.version, place, note);
        return ResponseEntity.created(
                        URI.create("/api/v1/documents/" + id + "/annotations/" + made.id()))
                .body(Body.of(made));
    }

    @PutMapping("/{annotation}")
    Body change(@PathVariable UUID id, @PathVariable UUID annotation, @RequestBody Text sent) {
        return Body.of(annotations.change(id, annotation, sent.text()));
    }

    @PostMapping("/{annotation}/replies")
    Body reply(@PathVariable UUID id, @PathVariable UUID annotation, @RequestBody Text sent) {
        return Body.of(annotations.reply(id, annotation, sent.text()));
    }

    @PutMapping("/{annotation}/replies/{reply}")
    Body changeReply(
            @PathVariable UUID id,
            @PathVariable UUID annotation,
            @PathVariable UUID reply,
            @RequestBody Text sent) {
        return Body.of(annotations.changeReply(id, annotation, reply, sent.text()));
    }

    @PostMapping("/{annotation}/resolve")
    Body resolve(@PathVariable UUID id, @PathVariable UUID annotation) {
        return Body.of(annotations.resolve(id, annotation));
    }

    @PostMapping("/{annotation}/reopen")
    Body reopen(@PathVariable UUID id, @PathVariable UUID annotation) {
        return Body.of(annotations.reopen(id, annotation));
    }
}
