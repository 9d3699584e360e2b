package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Slice;
import io.practiceops.foundation.web.ETags;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/users")
class UserApi {

    /** A person as the API shows them. */
    record Body(
            UUID id,
            String email,
            String name,
            List<Role> roles,
            User.@Nullable Licence licence,
            @Nullable UUID clientId,
            boolean hasPassword,
            boolean disabled,
            @Nullable Instant lastSeen,
            long version,
            @Nullable String link) {

        static Body of(User user, @Nullable String link) {
            return new Body(
                    user.id(),
                    user.email(),
                    user.name(),
                    user.roles().stream().sorted().toList(),
                    user.licence(),
                    user.clientId(),
                    user.hasPassword(),
                    user.disabled(),
                    user.lastSeen(),
                    user.version(),
                    link);
        }
    }

    /** Leave to practise, as programs send it. */
    record Licence(
            User.@Nullable Profession profession,
            @Nullable String jurisdiction,
            @Nullable String number) {

        static User.@Nullable Licence of(@Nullable Licence sent) {
            if (sent == null) {
                return null;
            }
            if (sent.profession() == null) {
                throw Problem.invalid("profession", "Say the profession the licence is for.");
            }
            return new User.Licence(
                    sent.profession(),
                    Objects.requireNonNullElse(sent.jurisdiction(), ""),
                    sent.number());
        }
    }

    /** Somebody to add. */
    record Wanted(
            @Nullable String email,
            @Nullable String name,
            @Nullable Set<Role> roles,
            @Nullable Licence licence,
            @Nullable UUID clientId) {

        NewUser asUser() {
            return new NewUser(
                    Objects.requireNonNullElse(email, ""),
                    Objects.requireNonNullElse(name, ""),
                    Objects.requireNonNullElse(roles, Set.of()),
                    Licence.of(licence),
                    clientId);
        }
    }

    /** What somebody should be to the firm. */
    record Roles(@Nullable Set<Role> roles, @Nullable Licence licence) {}

    private final Users users;

    UserApi(Users users) {
        this.users = users;
    }

    @GetMapping
    Slice<Body> list() {
        return new Slice<>(users.all(), null).map(user -> Body.of(user, null));
    }

    @PostMapping
    ResponseEntity<Body> add(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Wanted wanted) {
        Secret.refuseToKeep(key);
        var added = users.add(wanted.asUser());
        return ResponseEntity.created(URI.create("/api/v1/users/" + added.user().id()))
                .eTag(ETags.of(added.user().version()))
                .body(Body.of(added.user(), added.link()));
    }

    @GetMapping("/{id}")
    ResponseEntity<Body> find(@PathVariable UUID id) {
        return answer(users.find(id));
    }

    @PutMapping("/{id}")
    ResponseEntity<Body> changeRoles(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Roles wanted) {
        var roles = Objects.requireNonNullElse(wanted.roles(), Set.<Role>of());
        return answer(
                users.changeRoles(id, ETags.version(ifMatch), roles, Licence.of(wanted.licence())));
    }

    private static ResponseEntity<Body> answer(User user) {
        return ResponseEntity.ok().eTag(ETags.of(user.version())).body(Body.of(user, null));
    }
}
