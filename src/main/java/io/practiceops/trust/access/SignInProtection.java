package io.practiceops.trust.access;

import io.practiceops.foundation.database.AcrossFirms;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Invalid;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Right;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Who is kept out at the door, and letting them in again. A firm's people see the accounts of their
 * firm. Networks belong to the installation: its operator sees them, and so does the firm where it
 * is the only one.
 */
@Service
public class SignInProtection {

    public static final Right READ = new Right("protection.read");
    public static final Right WRITE = new Right("protection.write");

    private static final int MOST = 100;
    private static final Duration LATELY = Duration.ofHours(24);

    private final ProtectionStore store;
    private final IdentityStore identities;
    private final TrustedNetworks trusted;
    private final Audit audit;
    private final Clock clock;

    SignInProtection(
            ProtectionStore store,
            IdentityStore identities,
            TrustedNetworks trusted,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.identities = identities;
        this.trusted = trusted;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A network that may not try at the moment.
     *
     * @param blocks which block in a row it is
     * @param accounts tried from there lately
     * @param refused tries refused in this block
     */
    public record BlockedNetwork(
            String network, Instant since, Instant until, int blocks, int accounts, long refused) {}

    /**
     * An account with failed tries of late.
     *
     * @param networks it was tried from
     * @param blockedUntil the longest of its blocks; null for none
     */
    public record TriedAccount(
            UUID user,
            String name,
            String email,
            long failures,
            int networks,
            long refused,
            Instant lastAt,
            @Nullable Instant blockedUntil) {}

    /** A network never blocked by itself. */
    public record Trusted(String network, String note, Instant addedAt, String addedBy) {}

    /**
     * What there is to see.
     *
     * @param networks null for whom networks are none of their business, as are the two below
     * @param configured trusted by the configuration
     */
    public record View(
            List<TriedAccount> accounts,
            @Nullable List<BlockedNetwork> networks,
            @Nullable List<Trusted> trusted,
            @Nullable List<String> configured) {}

    @AcrossFirms(readOnly = true)
    public View look() {
        Acting.require(READ);
        var now = clock.instant();
        var accounts = store.accounts(Acting.actor().firm(), now, now.minus(LATELY), MOST);
        if (!seesNetworks()) {
            return new View(accounts, null, null, null);
        }
        return new View(
                accounts,
                store.networks(now, MOST),
                trusted.added(),
                trusted.configured().stream().map(Network::toString).toList());
    }

    /** Lets an account of the firm be tried again at once, from everywhere. */
    @AcrossFirms
    public void liftAccount(UUID user) {
        Acting.require(WRITE);
        var account =
                identities
                        .findAccount(user)
                        .filter(SignInProtection::isOurs)
                        .orElseThrow(() -> Problem.notFound("user"));
        var refused = store.liftAccount(user).orElse(0L);
        audit.record(
                AuditEvent.done("user.sign-in-unblocked", "user", user)
                        .named(account.name())
                        .detail("refused", refused));
    }

    private static boolean isOurs(IdentityStore.Account account) {
        var firm = Acting.actor().firm();
        return firm == null ? account.firms().isEmpty() : account.firms().contains(firm);
    }

    /** Lets a network try again at once. */
    @AcrossFirms
    public void liftNetwork(String text) {
        requireNetworks();
        var network = read(text);
        var refused =
                store.liftNetwork(network).orElseThrow(() -> Problem.notFound("blocked network"));
        audit.record(
                AuditEvent.done("network.unblocked", "network", network)
                        .detail("refused", refused));
    }

    /** From now on only notes what comes from there; a block under way is lifted. */
    @AcrossFirms
    public void trust(String text, String note) {
        requireNetworks();
        new Invalid().line("note", note, 200, "Say whose network it is.").throwIfAny();
        var network = read(text);
        if (!trusted.add(network, note.strip(), Acting.actor().name(), clock.instant())) {
            throw Problem.invalid("network", network + " is on the list already.");
        }
        var _ = store.liftNetwork(network);
        audit.record(
                AuditEvent.done("network.trusted", "network", network)
                        .personal("note", note.strip()));
    }

    /** Takes a network off the list again. */
    @AcrossFirms
    public void distrust(String text) {
        requireNetworks();
        var network = read(text);
        if (!trusted.remove(network)) {
            throw Problem.notFound("network on the list");
        }
        audit.record(AuditEvent.done("network.distrusted", "network", network));
    }

    private void requireNetworks() {
        Acting.require(WRITE);
        if (!seesNetworks()) {
            throw Problem.notAllowed(
                    "Several firms share this installation: its networks are the operator's.");
        }
    }

    private boolean seesNetworks() {
        var firm = Acting.actor().firm();
        return firm == null || firm.equals(store.onlyFirm());
    }

    private static Network read(String text) {
        return Network.parse(text.strip())
                .orElseThrow(() ->
                        Problem.invalid(
                                "network",
                                "Write an address or a network like 203.0.113.0/24 or"
                                        + " 2001:db8::/48, no wider than /8 (IPv6: /16)."));
    }
}
