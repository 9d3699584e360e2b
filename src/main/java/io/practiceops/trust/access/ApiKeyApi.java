package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Slice;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/api-keys")
class ApiKeyApi {

    /** A key as the API shows it; the secret is there once, in the answer to its making. */
    record Body(
            UUID id,
            String name,
            String prefix,
            Set<String> scopes,
            List<String> allowed,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable String lastUsedFrom,
            @Nullable Instant revokedAt,
            @Nullable String secret) {

        static Body of(ApiKey key, @Nullable String secret) {
            return new Body(
                    key.id(),
                    key.name(),
                    key.prefix(),
                    key.scopes(),
                    key.allowed(),
                    key.createdAt(),
                    key.expiresAt(),
                    key.lastUsedAt(),
                    key.lastUsedFrom(),
                    key.revokedAt(),
                    secret);
        }
    }

    /**
     * A key to make: without scopes it may do what its owner may, without networks it works from
     * anywhere, without an end for 90 days.
     */
    record Wanted(
            @Nullable String name,
            @Nullable Set<String> scopes,
            @Nullable List<String> allowed,
            @Nullable Instant expiresAt,
            @Nullable Boolean untilRevoked) {}

    private final ApiKeys keys;
    private final Clock clock;

    ApiKeyApi(ApiKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @GetMapping
    Slice<Body> mine() {
        return new Slice<>(keys.mine(), null).map(key -> Body.of(key, null));
    }

    @PostMapping
    ResponseEntity<Body> make(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Wanted wanted) {
        Secret.refuseToKeep(key);
        var scopes = Objects.requireNonNullElse(wanted.scopes(), Set.<String>of());
        if (scopes.stream().anyMatch(Objects::isNull)) {
            throw Problem.invalid("scopes", "Leave out the null: it is no right.");
        }
        var allowed = Objects.requireNonNullElse(wanted.allowed(), List.<String>of());
        if (allowed.stream().anyMatch(Objects::isNull)) {
            throw Problem.invalid("allowed", "Leave out the null: it is no network.");
        }
        var made =
                keys.make(
                        new ApiKeys.Wanted(
                                Objects.requireNonNullElse(wanted.name(), ""),
                                scopes,
                                life(wanted),
                                allowed));
        return ResponseEntity.created(URI.create("/api/v1/api-keys/" + made.key().id()))
                .body(Body.of(made.key(), made.secret()));
    }

    private @Nullable Duration life(Wanted wanted) {
        var expiresAt = wanted.expiresAt();
        if (Boolean.TRUE.equals(wanted.untilRevoked())) {
            if (expiresAt != null) {
                throw Problem.invalid("expiresAt", "Give an end, or untilRevoked, not both.");
            }
            return null;
        }
        return expiresAt == null
                ? ApiKeys.USUAL_LIFE
                : Duration.between(clock.instant(), expiresAt);
    }

    @GetMapping("/{id}")
    Body find(@PathVariable UUID id) {
        return keys.mine().stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .map(key -> Body.of(key, null))
                .orElseThrow(() -> Problem.notFound("API key"));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable UUID id) {
        keys.revoke(id);
    }
}
