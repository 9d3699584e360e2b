package io.practiceops.trust.access;

import io.practiceops.foundation.database.AcrossFirms;
import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Invalid;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Right;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;

/** The firms of this installation, and how the first owner comes in. */
@Service
public class Firms {

    /** Decides who is an owner. */
    static final Right OWN = new Right("firm.own");

    private static final Duration LINK_LIFE = Duration.ofDays(1);

    private final IdentityStore store;
    private final LinkStore links;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;
    private final AcrossFirmsTemplate acrossFirms;

    Firms(
            IdentityStore store,
            LinkStore links,
            Passwords passwords,
            PasswordRules rules,
            Audit audit,
            Ids ids,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.links = links;
        this.passwords = passwords;
        this.rules = rules;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.acrossFirms = new AcrossFirmsTemplate(transactions);
    }

    /** Whether there is a login with that address. */
    @AcrossFirms(readOnly = true)
    public boolean isKnown(String email) {
        return store.findAccount(email).isPresent();
    }

    /** Whether nobody can sign in yet. */
    @AcrossFirms(readOnly = true)
    public boolean isUnclaimed() {
        return store.countUsers() == 0;
    }

    /**
     * A fresh one-time link token for the first owner; earlier ones stop working. Valid for a day.
     */
    @AcrossFirms
    public String newFirstOwnerLink() {
        var secret = Secret.random();
        links.drop(OneTimeLink.FIRST_OWNER);
        links.insert(secret.hash(), OneTimeLink.FIRST_OWNER, null, clock.instant().plus(LINK_LIFE));
        return secret.text();
    }

    /** Whether the link still works. */
    @AcrossFirms(readOnly = true)
    public boolean isFirstOwnerLink(String token) {
        return links.find(new Secret(token).hash(), OneTimeLink.FIRST_OWNER, clock.instant())
                .isPresent();
    }

    /** Uses the link: founds the firm and its owner, who then signs in with that password. */
    public Firm claim(String token, NewFirm firm, String email, String ownerName, String password) {
        var owner = owner(firm, email, ownerName, password);
        var link = new Secret(token).hash();
        if (acrossFirms.execute(_ -> link(link)).isEmpty()) {
            throw Problem.notFound("set-up link");
        }
        var hash = passwords.hash(password);
        return acrossFirms.execute(_ -> {
            var _ =
                    links.use(link, OneTimeLink.FIRST_OWNER, clock.instant())
                            .orElseThrow(() -> Problem.notFound("set-up link"));
            return found(firm, owner, hash);
        });
    }

    private Optional<LinkStore.Link> link(byte[] hash) {
        return links.find(hash, OneTimeLink.FIRST_OWNER, clock.instant());
    }

    /**
     * Founds a firm with its owner. For set-up and the demo practice, never reachable by a request.
     */
    public Firm found(NewFirm firm, String email, String ownerName, String password) {
        var owner = owner(firm, email, ownerName, password);
        var hash = passwords.hash(password);
        return acrossFirms.execute(_ -> found(firm, owner, hash));
    }

    private NewUser owner(NewFirm firm, String email, String name, String password) {
        var owner = new NewUser(email, name, Set.of(Role.OWNER), null, null);
        var objection = rules.objection(password, owner.email(), owner.name(), firm.name());
        new Invalid().unless(objection == null, "password", String.valueOf(objection)).throwIfAny();
        return owner;
    }

    private Firm found(NewFirm firm, NewUser owner, String passwordHash) {
        var founded = new Firm(ids.next(), firm.name(), firm.zone());
        var ownerId = ids.next();
        store.insertFirm(founded, clock.instant());
        if (!store.insertUser(ownerId, owner, passwordHash, clock.instant())) {
            throw Users.addressTaken();
        }
        store.insertMembership(ownerId, founded.id(), owner);

        audit.record(
                AuditEvent.done("firm.founded", "firm", founded.id()).named(founded.name()),
                founded.id());
        audit.record(
                AuditEvent.done("user.added", "user", ownerId)
                        .named(owner.name())
                        .detail("roles", Role.OWNER)
                        .personal("email", owner.email()),
                founded.id());
        return founded;
    }

    /**
     * Adds somebody who runs the installation and belongs to no firm. Never reachable by a request.
     */
    @AcrossFirms
    public UUID addOperator(String email, String name, String password) {
        var id = ids.next();
        if (!store.insertOperator(id, email, name, passwords.hash(password), clock.instant())) {
            throw Users.addressTaken();
        }
        audit.record(
                AuditEvent.done("operator.added", "user", id).named(name).personal("email", email),
                null);
        return id;
    }

    /** The firm of the actor bound. */
    @AcrossFirms(readOnly = true)
    public Firm current() {
        return store.findFirm(Acting.firm()).orElseThrow(() -> Problem.notFound("firm"));
    }

    /** What a new firm is called and where its days begin. */
    public record NewFirm(String name, ZoneId zone) {

        public NewFirm {
            new Invalid().line("firm", name, 200, "Enter the firm's name.").throwIfAny();
        }

        public static NewFirm of(String name, String zone) {
            try {
                return new NewFirm(name.strip(), ZoneId.of(zone));
            } catch (DateTimeException unknown) {
                throw Problem.invalid("zone", "Choose a time zone, as in America/New_York.");
            }
        }
    }
}
