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
    private static final int MOST_NETWORKS = 20;

    /** What a key lives where nobody says otherwise. */
    static final Duration USUAL_LIFE = Duration.ofDays(90);

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
     * A key to make.
     *
     * @param scopes rights to limit it to, of those its owner has; empty for all of them
     * @param life how long it works; null for until it is revoked
     * @param allowed networks it works from, as CIDR or single addresses; empty for anywhere
     */
    public record Wanted(
            String name, Set<String> scopes, @Nullable Duration life, List<String> allowed) {

        /** With all its owner's rights, from anywhere, for the usual time. */
        static Wanted named(String name) {
            return new Wanted(name, Set.of(), USUAL_LIFE, List.of());
        }
    }

    /** Makes a key for the actor that works from anywhere. */
    @AcrossFirms
    public Made make(String name, Set<String> scopes, @Nullable Duration life) {
        return make(new Wanted(name, scopes, life, List.of()));
    }

    /** Makes a key for the actor. */
    @AcrossFirms
    public Made make(Wanted wanted) {
        Acting.require(OWN);
        var actor = Acting.actor();
        if (actor.kind() != Actor.Kind.USER || actor.id() == null) {
            throw Problem.notAllowed("A key cannot make keys.");
        }
        Acting.requireFreshProof();
        return make(actor.id(), actor.name(), actor.firm(), actor.rights(), wanted);
    }

    @AcrossFirms
    public Made makeFor(String email, String name) {
        return makeFor(email, Wanted.named(name));
    }

    /** Makes a key for the person with that address: the command line's way. */
    @AcrossFirms
    public Made makeFor(String email, Wanted wanted) {
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
        return make(account.id(), account.name(), firm, held, wanted);
    }

    private Made make(
            UUID user, String owner, @Nullable UUID firm, Set<String> held, Wanted wanted) {
        var scopes = wanted.scopes();
        var life = wanted.life();
        var unreadable =
                wanted.allowed().stream().filter(text -> Network.parse(text).isEmpty()).findFirst();
        new Invalid()
                .line("name", wanted.name(), 100, "Say what the key is for.")
                .unless(held.containsAll(scopes), "scopes", "A key cannot do more than its owner.")
                .unless(
                        unreadable.isEmpty(),
                        "allowed",
                        "“%s” is no network like 203.0.113.0/24 or 2001:db8::/48, or is too wide."
                                .formatted(shown(unreadable.orElse(""))))
                .unless(
                        wanted.allowed().size() <= MOST_NETWORKS,
                        "allowed",
                        "Name at most %d networks.".formatted(MOST_NETWORKS))
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
                        wanted.name().strip(),
                        secret.text().substring(0, PREFIX_LENGTH),
                        user,
                        owner,
                        new TreeSet<>(scopes.isEmpty() ? held : scopes),
                        networks(wanted.allowed()),
                        now,
                        life == null ? null : now.plus(life),
                        null,
                        null,
                        null);
        store.insert(key, secret.hash(), firm);
        audit.record(
                AuditEvent.done("api-key.made", "api-key", key.id())
                        .named(key.name())
                        .detail("prefix", key.prefix())
                        .detail("user", user)
                        .detail("scopes", key.scopes())
                        .detail("allowed", key.allowed())
                        .detail("until", key.expiresAt() == null ? "revoked" : key.expiresAt()),
                firm);
        return new Made(key, secret.text());
    }

    private static List<String> networks(List<String> allowed) {
        return allowed.stream()
                .map(text -> Network.parse(text).orElseThrow().toString())
                .distinct()
                .toList();
    }

    private static String shown(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
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

    /** Stops a key of somebody of the firm from working, at once; an owner's only for an owner. */
    @AcrossFirms
    public void revokeOfFirm(UUID id, String because) {
        Acting.require(Users.WRITE);
        var key =
                store.list(Acting.firm(), null).stream()
                        .filter(known -> known.id().equals(id) && known.revokedAt() == null)
                        .findFirst()
                        .orElseThrow(() -> Problem.notFound("API key that still works"));
        var holder = identities.findUser(Acting.firm(), key.userId()).orElseThrow();
        if (holder.roles().contains(Role.OWNER) && !Acting.actor().may(Firms.OWN)) {
            throw Problem.notAllowed("Only an owner revokes the key of an owner.");
        }
        if (!store.revoke(id, key.userId(), clock.instant())) {
            throw Problem.notFound("API key that still works");
        }
        audit.record(
                AuditEvent.done("api-key.revoked", "api-key", id)
                        .named(key.name())
                        .detail("because", because));
    }
}
