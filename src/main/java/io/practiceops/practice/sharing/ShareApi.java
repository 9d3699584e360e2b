package io.practiceops.practice.sharing;

import io.practiceops.foundation.kernel.Slice;
import io.practiceops.foundation.web.Limit;
import io.practiceops.practice.sharing.OutsideLink.Standing;
import io.practiceops.practice.sharing.Shares.Filter;
import io.practiceops.trust.access.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
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
@RequestMapping("/api/v1/shares")
class ShareApi {

    /** A share link as the API shows it; its address is there once, in the answer to its making. */
    record Body(
            UUID id,
            String recipient,
            @Nullable String note,
            List<Share.Item> items,
            Standing standing,
            boolean asksPassword,
            @Nullable Integer viewLimit,
            int views,
            boolean mayDownload,
            boolean watermark,
            @Nullable String reason,
            String madeBy,
            Instant madeAt,
            Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable String url) {}

    /** A link to make: pinned, to download, for seven days, where nothing else is said. */
    record Wanted(
            @Nullable String recipient,
            @Nullable List<UUID> documents,
            @Nullable String note,
            @Nullable String password,
            @Nullable Instant expiresAt,
            @Nullable Boolean newest,
            @Nullable Integer viewLimit,
            @Nullable Boolean mayDownload,
            @Nullable Boolean watermark,
            @Nullable String reason) {

        NewShare share(Instant now) {
            return new NewShare(
                    new NewLink(
                            Objects.requireNonNullElse(recipient, ""),
                            note,
                            password,
                            life(expiresAt, now)),
                    documents == null
                            ? List.of()
                            : documents.stream().filter(Objects::nonNull).toList(),
                    Boolean.TRUE.equals(newest),
                    viewLimit,
                    !Boolean.FALSE.equals(mayDownload),
                    Boolean.TRUE.equals(watermark),
                    reason);
        }
    }

    static Duration life(@Nullable Instant expiresAt, Instant now) {
        return expiresAt == null ? NewLink.USUAL_LIFE : Duration.between(now, expiresAt);
    }

    private final Shares shares;
    private final Clock clock;

    ShareApi(Shares shares, Clock clock) {
        this.shares = shares;
        this.clock = clock;
    }

    @GetMapping
    Slice<Body> list(
            @RequestParam(required = false) @Nullable Standing standing,
            @RequestParam(required = false) @Nullable UUID client,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return shares.list(new Filter(standing, null, client), cursor, Limit.of(limit))
                .map(share -> body(share, null));
    }

    @PostMapping
    ResponseEntity<Body> share(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Wanted wanted) {
        Secret.refuseToKeep(key);
        var made = shares.share(wanted.share(clock.instant()));
        return ResponseEntity.created(URI.create("/api/v1/shares/" + made.share().link().id()))
                .body(body(made.share(), made.url()));
    }

    @GetMapping("/{id}")
    Body find(@PathVariable UUID id) {
        return body(shares.find(id), null);
    }

    @GetMapping("/{id}/events")
    Slice<LinkEvent> log(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return shares.log(id, cursor, Limit.of(limit));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable UUID id) {
        shares.revoke(id);
    }

    private Body body(Share share, @Nullable String url) {
        var link = share.link();
        return new Body(
                link.id(),
                link.recipient(),
                link.note(),
                share.items(),
                shares.standing(share),
                link.asksPassword(),
                share.viewLimit(),
                share.views(),
                share.mayDownload(),
                share.watermark(),
                share.reason(),
                link.madeByName(),
                link.madeAt(),
                link.expiresAt(),
                link.revokedAt(),
                url);
    }
}
