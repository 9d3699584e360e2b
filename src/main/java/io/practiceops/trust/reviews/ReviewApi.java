package io.practiceops.trust.reviews;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Slice;
import io.practiceops.foundation.web.Limit;
import io.practiceops.trust.access.Role;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
class ReviewApi {

    /** A review as the API shows it. */
    record Body(
            UUID id,
            String name,
            Review.Scope scope,
            List<Role> roles,
            UUID reviewer,
            @Nullable UUID deputy,
            LocalDate dueOn,
            Instant openedAt,
            @Nullable Instant closedAt,
            int items,
            int decided) {

        static Body of(Review review) {
            return new Body(
                    review.id(),
                    review.name(),
                    review.scope(),
                    review.roles().stream().sorted().toList(),
                    review.reviewer(),
                    review.deputy(),
                    review.dueOn(),
                    review.openedAt(),
                    review.closedAt(),
                    review.items(),
                    review.decided());
        }
    }

    /** An item as the API shows it. */
    record ItemBody(
            UUID id,
            UUID review,
            ReviewItem.Kind kind,
            UUID subject,
            UUID person,
            String name,
            List<Role> roles,
            List<String> rights,
            int keys,
            @Nullable Instant lastUsed,
            @Nullable Boolean secondFactor,
            List<String> findings,
            @Nullable String changedSince,
            @Nullable VerdictBody verdict) {

        static ItemBody of(ReviewItem item, @Nullable Change change) {
            return new ItemBody(
                    item.id(),
                    item.review(),
                    item.kind(),
                    item.subject(),
                    item.person(),
                    item.name(),
                    item.roles().stream().sorted().toList(),
                    item.rights(),
                    item.keys(),
                    item.lastUsed(),
                    item.secondFactor(),
                    item.findings(),
                    change == null ? null : change.words(),
                    item.verdict() == null ? null : VerdictBody.of(item.verdict()));
        }
    }

    /** What was decided. */
    record VerdictBody(
            Decision.Kind decision,
            List<Role> newRoles,
            @Nullable String reason,
            UUID by,
            String byName,
            Instant at) {

        static VerdictBody of(ReviewItem.Verdict verdict) {
            return new VerdictBody(
                    verdict.decision().kind(),
                    verdict.decision().roles().stream().sorted().toList(),
                    verdict.decision().reason(),
                    verdict.by(),
                    verdict.byName(),
                    verdict.at());
        }
    }

    /** A review to open. */
    record Wanted(
            @Nullable String name,
            Review.@Nullable Scope scope,
            @Nullable Set<Role> roles,
            @Nullable UUID reviewer,
            @Nullable UUID deputy,
            @Nullable LocalDate dueOn) {}

    /** A decision about an item. */
    record Decided(
            Decision.@Nullable Kind decision, @Nullable Set<Role> roles, @Nullable String reason) {}

    /** Whether items may stay undecided. */
    record Closing(boolean leaveUndecided) {}

    private final Reviews reviews;

    ReviewApi(Reviews reviews) {
        this.reviews = reviews;
    }

    @GetMapping("/access-reviews")
    Slice<Body> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return reviews.list(cursor, Limit.of(limit)).map(Body::of);
    }

    @PostMapping("/access-reviews")
    ResponseEntity<Body> open(@RequestBody Wanted wanted) {
        var review =
                reviews.open(
                        new NewReview(
                                Objects.requireNonNullElse(wanted.name(), ""),
                                wanted.scope(),
                                known(wanted.roles()),
                                wanted.reviewer(),
                                wanted.deputy(),
                                wanted.dueOn()));
        return ResponseEntity.created(URI.create("/api/v1/access-reviews/" + review.id()))
                .body(Body.of(review));
    }

    @GetMapping("/access-reviews/{id}")
    Body find(@PathVariable UUID id) {
        return Body.of(reviews.find(id));
    }

    @GetMapping("/access-reviews/{id}/items")
    Slice<ItemBody> items(@PathVariable UUID id) {
        var items = reviews.items(id);
        var changes = reviews.changes(items);
        return new Slice<>(items, null).map(item -> ItemBody.of(item, changes.get(item.id())));
    }

    @PostMapping("/access-reviews/{id}/close")
    Body close(@PathVariable UUID id, @RequestBody Closing closing) {
        return Body.of(reviews.close(id, closing.leaveUndecided()));
    }

    @GetMapping("/access-reviews/{id}/report")
    ResponseEntity<byte[]> report(@PathVariable UUID id) {
        return file(reviews.download(id, "json").json(), MediaType.APPLICATION_JSON, id + ".json");
    }

    @GetMapping("/access-reviews/{id}/report.csv")
    ResponseEntity<byte[]> csv(@PathVariable UUID id) {
        return file(
                reviews.download(id, "csv").csv(),
                new MediaType("text", "csv", UTF_8),
                id + ".csv");
    }

    @GetMapping("/access-review-items/{id}")
    ItemBody item(@PathVariable UUID id) {
        var item = reviews.item(id);
        return ItemBody.of(item, reviews.changes(List.of(item)).get(id));
    }

    @PostMapping("/access-review-items/{id}/decision")
    ItemBody decide(@PathVariable UUID id, @RequestBody Decided decided) {
        if (decided.decision() == null) {
            throw Problem.invalid("decision", "Say KEEP, CHANGE_ROLES or REMOVE.");
        }
        var decision = new Decision(decided.decision(), known(decided.roles()), decided.reason());
        return ItemBody.of(reviews.decide(id, decision), null);
    }

    private static Set<Role> known(@Nullable Set<Role> roles) {
        if (roles != null && roles.stream().anyMatch(Objects::isNull)) {
            throw Problem.invalid("roles", "Leave out the null: it is no role.");
        }
        return Objects.requireNonNullElse(roles, Set.of());
    }

    static ResponseEntity<byte[]> file(String text, MediaType type, String name) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("access-review-" + name)
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(text.getBytes(UTF_8));
    }
}
