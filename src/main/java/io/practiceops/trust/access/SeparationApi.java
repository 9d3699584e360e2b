package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Slice;
import java.net.URI;
import java.time.Instant;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/separation")
class SeparationApi {

    /** Somebody who holds what a rule keeps apart; with the exception that allows it, if any. */
    record ConflictBody(UUID user, String name, String rule, @Nullable UUID exception) {}

    /** An exception to record. */
    record Wanted(
            @Nullable UUID user,
            @Nullable String rule,
            @Nullable String reason,
            @Nullable Instant expiresAt) {}

    private final SeparationRules rules;
    private final Separation separation;

    SeparationApi(SeparationRules rules, Separation separation) {
        this.rules = rules;
        this.separation = separation;
    }

    @GetMapping("/rules")
    Slice<SeparationRule> rules() {
        Acting.require(Users.READ);
        return new Slice<>(rules.all(), null);
    }

    @GetMapping("/conflicts")
    Slice<ConflictBody> conflicts() {
        return new Slice<>(separation.conflicts(), null)
                .map(conflict ->
                        new ConflictBody(
                                conflict.user().id(),
                                conflict.user().name(),
                                conflict.rule().id(),
                                conflict.exception() == null ? null : conflict.exception().id()));
    }

    @GetMapping("/exceptions")
    Slice<SeparationException> exceptions() {
        return new Slice<>(separation.exceptions(), null);
    }

    @PostMapping("/exceptions")
    ResponseEntity<SeparationException> except(@RequestBody Wanted wanted) {
        Acting.require(Firms.OWN);
        if (wanted.user() == null || wanted.expiresAt() == null) {
            throw Problem.invalid(
                    wanted.user() == null ? "user" : "expiresAt",
                    "Say whom it is for, and when it ends.");
        }
        var made =
                separation.except(
                        wanted.user(),
                        Objects.requireNonNullElse(wanted.rule(), ""),
                        Objects.requireNonNullElse(wanted.reason(), ""),
                        wanted.expiresAt());
        return ResponseEntity.created(URI.create("/api/v1/separation/exceptions")).body(made);
    }

    @DeleteMapping("/exceptions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable UUID id) {
        separation.end(id);
    }
}
