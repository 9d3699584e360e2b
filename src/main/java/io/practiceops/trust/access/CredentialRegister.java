package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.foundation.web.SessionCookie;
import io.practiceops.foundation.web.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds who a request is from. Each request asks the database, so that a revoked session, a changed
 * role or a disabled login counts from the next request on, on every instance.
 */
@Component
class CredentialRegister implements Visitor.Register {

    private static final String BEARER = "Bearer ";
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);
    private static final int LONGEST_TOKEN = 200;

    private final SessionStore sessions;
    private final ApiKeyStore keys;
    private final LastSeen lastSeen;
    private final RefusedCredentials refused;
    private final Roles roles;
    private final Detours detours;
    private final Clock clock;

    CredentialRegister(
            SessionStore sessions,
            ApiKeyStore keys,
            LastSeen lastSeen,
            RefusedCredentials refused,
            Roles roles,
            Detours detours,
            Clock clock) {
        this.sessions = sessions;
        this.keys = keys;
        this.lastSeen = lastSeen;
        this.refused = refused;
        this.roles = roles;
        this.detours = detours;
        this.clock = clock;
    }

    /** With an Authorization header the cookie does not count: forms are waived a token for it. */
    @Override
    public Visitor identify(HttpServletRequest request) {
        var authorization = request.getHeader("Authorization");
        if (authorization != null) {
            return byKey(authorization, request);
        }
        return SessionCookie.token(request)
                .flatMap(token -> bySession(token, request))
                .orElseGet(() -> Visitor.stranger(detours.halfOpen(request)));
    }

    private Visitor byKey(String authorization, HttpServletRequest request) {
        if (!authorization.startsWith(BEARER) || authorization.length() > LONGEST_TOKEN) {
            throw unknownKey();
        }
        var now = clock.instant();
        var secret = new Secret(authorization.substring(BEARER.length()).strip());
        var found = keys.find(secret.hash(), now).orElse(null);
        if (found == null) {
            refused.key(secret.hash(), request);
            throw unknownKey();
        }
        if (!found.worksFrom(request.getRemoteAddr())) {
            refused.keyFromElsewhere(secret.hash(), request);
            throw notFromHere(request);
        }
        var key = found.credential();
        if (isDue(key.seenAt(), now)) {
            lastSeen.key(key.via(), now, request.getRemoteAddr());
        }
        return visitor(Actor.Kind.API_KEY, key, null);
    }

    private Optional<Visitor> bySession(String token, HttpServletRequest request) {
        if (token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        var now = clock.instant();
        var hash = new Secret(token).hash();
        var found = sessions.find(hash, now);
        if (found.isEmpty()) {
            refused.session(hash, request);
        }
        return found.map(session -> {
            if (isDue(session.seenAt(), now)) {
                lastSeen.session(session, now, request.getRemoteAddr());
            }
            return visitor(Actor.Kind.USER, session, token);
        });
    }

    private Visitor visitor(Actor.Kind kind, Credential credential, @Nullable String token) {
        var detour = detours.of(credential);
        var actor =
                new Actor(
                        kind,
                        credential.user(),
                        credential.via(),
                        credential.name(),
                        credential.firm(),
                        detour == null ? rights(credential) : Set.of(),
                        proof(credential));
        var zone =
                credential.zone() == null ? ZoneId.systemDefault() : ZoneId.of(credential.zone());
        var role =
                credential.roles().stream()
                        .sorted()
                        .map(Role::title)
                        .collect(Collectors.joining(", "));
        return new Visitor(
                actor,
                credential.firmName(),
                zone,
                credential.email(),
                role,
                credential.theme(),
                token,
                detour);
    }

    private Actor.Proof proof(Credential credential) {
        return credential.proven() == null
                ? Actor.Proof.OLD
                : Confirmations.freshness(credential.proven().at(), clock.instant());
    }

    private Set<String> rights(Credential credential) {
        var held = roles.rightsOf(credential.roles());
        var scopes = credential.scopes();
        return scopes == null
                ? held
                : held.stream().filter(scopes::contains).collect(Collectors.toSet());
    }

    private static boolean isDue(@Nullable Instant seenAt, Instant now) {
        return seenAt == null || seenAt.plus(NOTED_EVERY).isBefore(now);
    }

    private static Problem notFromHere(HttpServletRequest request) {
        return new Problem(
                ProblemType.NOT_ALLOWED,
                "This API key may not be used from %s.".formatted(request.getRemoteAddr()),
                "Use it from a network on its list, or make a key whose list has this address.");
    }

    private static Problem unknownKey() {
        return new Problem(
                ProblemType.NOT_SIGNED_IN,
                "This API key does not work: it is unknown, expired or revoked.",
                "Make a new one under API keys and send it as: Authorization: Bearer pok_…");
    }
}
