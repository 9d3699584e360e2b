package io.practiceops.practice.clients;

import io.practiceops.foundation.kernel.Slice;
import io.practiceops.foundation.web.ETags;
import io.practiceops.foundation.web.Limit;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

@RestController
@RequestMapping("/api/v1/clients")
class ClientApi {

    /** A client as the API shows it. */
    record Body(
            UUID id,
            Client.@Nullable Kind kind,
            String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String city,
            @Nullable String state,
            @Nullable String note,
            Instant createdAt,
            long version) {

        static Body of(Client client) {
            var details = client.details();
            return new Body(
                    client.id(),
                    details.kind(),
                    details.name(),
                    details.email(),
                    details.phone(),
                    details.city(),
                    details.state(),
                    details.note(),
                    client.createdAt(),
                    client.version());
        }
    }

    private final Clients clients;

    ClientApi(Clients clients) {
        this.clients = clients;
    }

    @GetMapping
    Slice<Body> list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        if (q != null && !q.isBlank()) {
            return new Slice<>(clients.search(q, Limit.of(limit)), null).map(Body::of);
        }
        return clients.list(cursor, Limit.of(limit)).map(Body::of);
    }

    @PostMapping
    ResponseEntity<Body> take(@RequestBody ClientDetails details) {
        var client = clients.take(details);
        return ResponseEntity.created(URI.create("/api/v1/clients/" + client.id()))
                .eTag(ETags.of(client.version()))
                .body(Body.of(client));
    }

    @GetMapping("/{id}")
    ResponseEntity<Body> find(@PathVariable UUID id) {
        return answer(clients.find(id));
    }

    @PutMapping("/{id}")
    ResponseEntity<Body> change(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody ClientDetails details) {
        return answer(clients.change(id, ETags.version(ifMatch), details));
    }

    private static ResponseEntity<Body> answer(Client client) {
        return ResponseEntity.ok().eTag(ETags.of(client.version())).body(Body.of(client));
    }
}
