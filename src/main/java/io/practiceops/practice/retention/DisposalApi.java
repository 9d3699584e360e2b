package io.practiceops.practice.retention;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.foundation.kernel.Slice;
import io.practiceops.foundation.web.Limit;
import io.practiceops.practice.documents.Document.Category;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
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
class DisposalApi {

    /** A document whose time is over. */
    record DueBody(
            UUID document,
            String name,
            UUID client,
            Category category,
            @Nullable LocalDate keptUntil) {

        static DueBody of(DisposalOrders.Due due) {
            return new DueBody(
                    due.document().id(),
                    due.document().name(),
                    due.document().clientId(),
                    due.document().category(),
                    due.until());
        }
    }

    /** An order as the API shows it. */
    record Body(
            UUID id,
            DisposalOrder.Kind kind,
            @Nullable UUID client,
            String reason,
            DisposalOrder.State state,
            String proposedBy,
            Instant proposedAt,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String decisionReason,
            @Nullable Instant finishedAt,
            @Nullable String certificateSha256,
            DisposalOrder.Counts documents,
            List<String> waitsFor) {

        static Body of(DisposalOrder order, List<String> waitsFor) {
            var decision = order.decision();
            return new Body(
                    order.id(),
                    order.kind(),
                    order.client(),
                    order.reason(),
                    order.state(),
                    order.proposedByName(),
                    order.proposedAt(),
                    decision == null ? null : decision.byName(),
                    decision == null ? null : decision.at(),
                    decision == null ? null : decision.reason(),
                    order.finishedAt(),
                    order.certificateHash(),
                    order.counts(),
                    waitsFor);
        }
    }

    /** A document of an order. */
    record ItemBody(
            UUID document,
            UUID client,
            Category category,
            @Nullable LocalDate keptUntil,
            @Nullable String rule,
            DisposalOrder.ItemState state,
            @Nullable String why,
            List<String> sha256,
            @Nullable Instant disposedAt,
            @Nullable UUID auditEntry) {

        static ItemBody of(DisposalOrder.Item item) {
            return new ItemBody(
                    item.document(),
                    item.client(),
                    item.category(),
                    item.keptUntil(),
                    item.rule(),
                    item.state(),
                    item.why(),
                    item.sha256(),
                    item.disposedAt(),
                    item.entry());
        }
    }

    /** Documents to dispose of, and why. */
    record Wanted(@Nullable List<UUID> documents, @Nullable String reason) {}

    /** A client whose papers are to go, and why. */
    record Erasure(@Nullable UUID client, @Nullable String reason) {}

    /** Why it is declined. */
    record Because(@Nullable String reason) {}

    private final DisposalOrders orders;
    private final Erasures erasures;

    DisposalApi(DisposalOrders orders, Erasures erasures) {
        this.orders = orders;
        this.erasures = erasures;
    }

    @GetMapping("/due-documents")
    Slice<DueBody> due(
            @RequestParam(required = false) @Nullable UUID client,
            @RequestParam(required = false) @Nullable Category category,
            @RequestParam(required = false) @Nullable LocalDate before,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return orders.due(
                        new DisposalOrders.Filter(client, category, before),
                        cursor,
                        Limit.of(limit))
                .map(DueBody::of);
    }

    @GetMapping("/disposals")
    Slice<Body> list(
            @RequestParam(required = false) DisposalOrder.@Nullable State state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return orders.list(state, cursor, Limit.of(limit)).map(this::body);
    }

    @PostMapping("/disposals")
    ResponseEntity<Body> propose(@RequestBody Wanted wanted) {
        var documents =
                Objects.requireNonNullElse(wanted.documents(), List.<UUID>of()).stream()
                        .filter(Objects::nonNull)
                        .toList();
        return created(orders.propose(documents, wanted.reason()));
    }

    @PostMapping("/erasures")
    ResponseEntity<Body> erase(@RequestBody Erasure erasure) {
        if (erasure.client() == null) {
            throw io.practiceops.foundation.kernel.Problem.invalid("client", "Choose the client.");
        }
        return created(erasures.request(erasure.client(), erasure.reason()));
    }

    @GetMapping("/disposals/{id}")
    Body find(@PathVariable UUID id) {
        return body(orders.find(id));
    }

    @GetMapping("/disposals/{id}/documents")
    Slice<ItemBody> documents(@PathVariable UUID id) {
        return new Slice<>(orders.items(id), null).map(ItemBody::of);
    }

    @PostMapping("/disposals/{id}/approve")
    Body approve(@PathVariable UUID id) {
        return body(orders.approve(id));
    }

    @PostMapping("/disposals/{id}/decline")
    Body decline(@PathVariable UUID id, @RequestBody Because because) {
        return body(orders.decline(id, because.reason()));
    }

    @GetMapping("/disposals/{id}/certificate")
    ResponseEntity<byte[]> certificate(@PathVariable UUID id) {
        return file(id, orders.certificate(id));
    }

    static ResponseEntity<byte[]> file(UUID id, Certificate certificate) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("disposal-certificate-" + id + ".json")
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(certificate.json().getBytes(UTF_8));
    }

    private ResponseEntity<Body> created(DisposalOrder order) {
        return ResponseEntity.created(URI.create("/api/v1/disposals/" + order.id()))
                .body(body(order));
    }

    private Body body(DisposalOrder order) {
        return Body.of(
                order,
                order.state() == DisposalOrder.State.WAITING
                        ? erasures.reasons(order.id())
                        : List.of());
    }
}
