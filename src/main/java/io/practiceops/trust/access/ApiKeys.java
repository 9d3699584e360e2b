package io.practiceops.trust.access;

import io.practiceops.foundation.database.AcrossFirms;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Invalid;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Right;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Keys with which programs act for the person who made them. */
@Service
public class ApiKeys {

    /** Makes, lists and revokes keys of one's own. */
    public static final Right OWN = new Right("keys.own");

    private static final String MARK = "pok_";
    private static final int PREFIX_LENGTH = 12;

    private final ApiKeyStore store;
    private final IdentityStore identities;
    private final Roles roles;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    ApiKeys(
            ApiKeyStore store,
            IdentityStore identities,
            Roles roles,
            Audit audit,
            Ids ids,
            Clock clock) {
        this.store = store;
        this.identities = identities;
        this.roles = roles;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** A new key and its secret, which is not to be had again. */
    public record Made(ApiKey key, String secret) {

        @Override
        public String toString() {
            return "Made[" + key + "]";
        }
    }

    /**
     * Makes a key for the actor.
     *
     * @param scopes rights to limit it to, of those the actor has; empty for all of them
     * @param life how long it works; null for until it is revoked
     */
    @AcrossFirms
    public Made make(String name, Set<String> scopes, @Nullable Duration life) {
        Acting.require(OWN);
        var actor = Acting.actor();
        if (actor.kind() != Actor.Kind.USER || actor.id() == null) {
            throw Problem.notAllowed("A key cannot make keys.");
        }
        Acting.requireFreshProof();
        return make(actor.id(), actor.name(), actor.firm(), actor.rights(), name, scopes, life);
    }

    /**
     * Makes a key for the person with that address, with all their rights: the command line's way.
     */
    @AcrossFirms
    public Made makeFor(String email, String name) {
        Acting.require(OWN);
        var account =
                identities
                        .findAccount(email.strip().toLowerCase(Locale.ROOT))
                        .orElseThrow(() -> Problem.notFound("user as " + email));
        if (account.disabled() || !account.hasAPlace()) {
            throw Problem.conflict(
                    "This login is disabled.", "Enable it, or make the key for somebody else.");
        }
        var firm = account.firm();
        var held =
                new TreeSet<>(
                        account.operator() ? roles.rightsOf(Set.of(Role.OPERATOR)) : Set.of());
        if (firm != null) {
            var user = identities.findUser(firm, account.id()).orElseThrow();
            held.addAll(roles.rightsOf(user.roles()));
        }
        return make(account.id(), account.name(), firm, held, name, Set.of(), null);
    }

    private Made make(
            UUID user,
            String owner,
            @Nullable UUID firm,
            Set<String> held,
            String name,
            Set<String> scopes,
            @Nullable Duration life) {
        new Invalid()
                .line("name", name, 100, "Say what the key is for.")
                .unless(held.containsAll(scopes), "scopes", "A key cannot do more than its owner.")
                .unless(
                        life == null || life.isPositive(),
                        "expires",
                        "Choose a day that is still to come.")
                .throwIfAny();
        var secret = Secret.random(MARK);
        var now = clock.instant();
        var key =
                new ApiKey(
                        ids.next(),
                        name.strip(),
                        secret.text().substring(0, PREFIX_LENGTH),
                        user,
                        owner,
                        new TreeSet<>(scopes.isEmpty() ? held : scopes),
                        now,
                        life == null ? null : now.plus(life),
                        null,
                        null);
        store.insert(key, secret.hash(), firm);
        audit.record(
                AuditEvent.done("api-key.made", "api-key", key.id())
                        .named(key.name())
                        .detail("prefix", key.prefix())
                        .detail("user", user)
                        .detail("scopes", key.scopes()),
                firm);
        return new Made(key, secret.text());
    }

    /** The actor's keys, revoked ones last. */
    @AcrossFirms(readOnly = true)
    public List<ApiKey> mine() {
        Acting.require(OWN);
        return store.list(Acting.actor().firm(), Acting.actor().id());
    }

    /** All keys of the firm, for whoever manages its users. */
    @AcrossFirms(readOnly = true)
    public List<ApiKey> ofFirm() {
        Acting.require(Users.READ);
        return store.list(Acting.firm(), null);
    }

    /** Stops a key of the actor's from working, at once. */
    @AcrossFirms
    public void revoke(UUID id) {
        Acting.require(OWN);
        var user = Acting.actor().id();
        if (user == null || !store.revoke(id, user, clock.instant())) {
            throw Problem.notFound("API key");
        }
        audit.record(AuditEvent.done("api-key.revoked", "api-key", id));
    }
}
