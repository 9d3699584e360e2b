package io.practiceops.trust.access;

import io.practiceops.foundation.database.AcrossFirms;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Right;
import io.practiceops.foundation.outbox.Mail;
import io.practiceops.foundation.outbox.Outbox;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The people of the actor's firm. */
@Service
public class Users {

    public static final Right READ = new Right("users.read");
    public static final Right WRITE = new Right("users.write");

    private static final Duration LINK_LIFE = Duration.ofDays(7);

    private final IdentityStore store;
    private final LinkStore links;
    private final SessionStore sessions;
    private final DormancyStore dormancy;
    private final Separation separation;
    private final Passwords passwords;
    private final Outbox outbox;
    private final Audit audit;
    private final Address address;
    private final Ids ids;
    private final Clock clock;

    Users(
            IdentityStore store,
            LinkStore links,
            SessionStore sessions,
            DormancyStore dormancy,
            Separation separation,
            Passwords passwords,
            Outbox outbox,
            Audit audit,
            Address address,
            Ids ids,
            Clock clock) {
        this.store = store;
        this.links = links;
        this.sessions = sessions;
        this.dormancy = dormancy;
        this.separation = separation;
        this.passwords = passwords;
        this.outbox = outbox;
        this.audit = audit;
        this.address = address;
        this.ids = ids;
        this.clock = clock;
    }

    @AcrossFirms(readOnly = true)
    public List<User> all() {
        Acting.require(READ);
        return store.usersOf(Acting.firm());
    }

    @AcrossFirms(readOnly = true)
    public User find(UUID id) {
        Acting.require(READ);
        return user(id);
    }

    /** Adds somebody and sends the link, good for seven days, that lets them choose a password. */
    @AcrossFirms
    public Added add(NewUser user) {
        Acting.require(WRITE);
        Acting.requireFreshProof();
        refuseHigherThanOwn(user.roles());
        var id = insert(user, null);
        var url = link(id);
        outbox.mail(invitation(user, url));
        return new Added(user(id), url);
    }

    /** Sends a new link to choose a password, to one who lost the first or forgot the password. */
    @AcrossFirms
    public Added newLink(UUID id) {
        Acting.require(WRITE);
        Acting.requireFreshProof();
        var user = user(id);
        refuseHigherThanOwn(user.roles());
        if (user.disabled()) {
            throw Problem.conflict("This login is disabled.", "Enable it first.");
        }
        links.drop(OneTimeLink.CHOOSE_PASSWORD, id);
        var url = link(id);
        outbox.mail(newLinkMail(user, url));
        audit.record(AuditEvent.done("user.link-made", "user", id).named(user.name()));
        return new Added(user, url);
    }

    private String link(UUID user) {
        var secret = Secret.random();
        links.insert(
                secret.hash(), OneTimeLink.CHOOSE_PASSWORD, user, clock.instant().plus(LINK_LIFE));
        return address.of("/welcome/" + secret.text());
    }

    /** Adds somebody with a password. For the demo practice, never reachable by a request. */
    @AcrossFirms
    public User addWithPassword(NewUser user, String password) {
        Acting.require(WRITE);
        return user(insert(user, passwords.hash(password)));
    }

    private UUID insert(NewUser user, @Nullable String passwordHash) {
        separation.refuseNewConflicts(null, Set.of(), user.roles());
        var id = ids.next();
        if (!store.insertUser(id, user, passwordHash, clock.instant())) {
            throw addressTaken();
        }
        store.insertMembership(id, Acting.firm(), user);
        audit.record(
                AuditEvent.done("user.added", "user", id)
                        .named(user.name())
                        .detail("roles", user.roles())
                        .personal("email", user.email()));
        return id;
    }

    static Problem addressTaken() {
        return Problem.invalid(
                "email", "Somebody already signs in with this address. Use another one.");
    }

    /** Somebody new, and the link they were sent: to hand over where mail does not reach them. */
    public record Added(User user, String link) {}

    /** Changes what somebody is to the firm; in effect from their next request on. */
    @AcrossFirms
    public User changeRoles(
            UUID id, long version, Set<Role> roles, User.@Nullable Licence licence) {
        Acting.require(WRITE);
        Acting.requireFreshProof();
        var before = user(id);
        var wanted = new NewUser(before.email(), before.name(), roles, licence, before.clientId());
        refuseHigherThanOwn(wanted.roles());
        refuseHigherThanOwn(before.roles());
        refuseLastOwner(before, wanted.roles().contains(Role.OWNER));
        separation.refuseNewConflicts(id, before.roles(), wanted.roles());
        if (!store.touch(id, version)) {
            throw Problem.changedMeanwhile("user");
        }
        store.updateRoles(Acting.firm(), id, wanted.roles(), licence);
        if (wanted.roles().contains(Role.OWNER) && !before.roles().contains(Role.OWNER)) {
            // Whoever made a link before must not choose the password of an owner with it.
            links.drop(OneTimeLink.CHOOSE_PASSWORD, id);
        }
        audit.record(
                AuditEvent.done("user.roles-changed", "user", id)
                        .named(before.name())
                        .detail("before", before.roles())
                        .detail("after", wanted.roles()));
        return user(id);
    }

    /** Shuts somebody out, ending all their sessions, or lets them in again. */
    @AcrossFirms
    public User setDisabled(UUID id, boolean disabled) {
        return setDisabled(id, disabled, null);
    }

    /** Shuts somebody out, as {@link #setDisabled}; the reason, which names nobody, is kept. */
    @AcrossFirms
    public User disable(UUID id, String because) {
        return setDisabled(id, true, because);
    }

    private User setDisabled(UUID id, boolean disabled, @Nullable String because) {
        Acting.require(WRITE);
        Acting.requireFreshProof();
        var before = user(id);
        refuseHigherThanOwn(before.roles());
        if (id.equals(Acting.actor().id())) {
            throw Problem.conflict(
                    "You cannot disable your own login.", "Ask another owner or administrator.");
        }
        refuseLastOwner(before, !disabled);
        store.setDisabled(id, disabled ? clock.instant() : null);
        if (disabled) {
            sessions.endAll(id, null, clock.instant());
        } else {
            dormancy.letIn(id, clock.instant());
        }
        var event =
                AuditEvent.done(disabled ? "user.disabled" : "user.enabled", "user", id)
                        .named(before.name());
        audit.record(because == null ? event : event.detail("because", because));
        return user(id);
    }

    /** Whoever is not an owner makes no owner, and touches none. */
    static void refuseHigherThanOwn(Set<Role> roles) {
        if (roles.contains(Role.OWNER) && !Acting.actor().may(Firms.OWN)) {
            throw Problem.notAllowed("Only an owner decides who is an owner.");
        }
    }

    private void refuseLastOwner(User user, boolean stays) {
        if (!stays
                && user.roles().contains(Role.OWNER)
                && store.lockAndCountOwners(Acting.firm()) <= 1) {
            throw Problem.conflict(
                    "%s is the only owner of the firm.".formatted(user.name()),
                    "Make somebody else an owner first.");
        }
    }

    private User user(UUID id) {
        return store.findUser(Acting.firm(), id).orElseThrow(() -> Problem.notFound("user"));
    }

    private Mail invitation(NewUser user, String url) {
        return new Mail(
                user.email(),
                "Your login at PracticeOps",
                """
                Hello %s,

                %s has added you to the firm's PracticeOps. Choose your password here, within seven days:

                %s

                If you did not expect this, leave it: without a password nobody can sign in.
                """
                        .formatted(user.name(), Acting.actor().name(), url));
    }

    private Mail newLinkMail(User user, String url) {
        return new Mail(
                user.email(),
                "Choose a new password for PracticeOps",
                """
                Hello %s,

                %s has sent you a new link to choose your password, good for seven days:

                %s

                Until you use it, the password you have keeps working.
                """
                        .formatted(user.name(), Acting.actor().name(), url));
    }
}
