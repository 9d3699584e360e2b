package io.practiceops.trust.access;

import io.practiceops.foundation.database.AcrossFirms;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Whose account at an identity provider belongs to whose login of the actor's firm. */
@Service
public class ProviderLinks {

    private final ProviderStore store;
    private final Providers providers;
    private final IdentityStore identities;
    private final SessionStore sessions;
    private final Audit audit;
    private final Clock clock;

    ProviderLinks(
            ProviderStore store,
            Providers providers,
            IdentityStore identities,
            SessionStore sessions,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.providers = providers;
        this.identities = identities;
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
    }

    @AcrossFirms(readOnly = true)
    public List<ProviderLink> of(UUID userId) {
        Acting.require(Users.READ);
        return store.linksOf(user(userId).id());
    }

    /**
     * Loosens a login from its accounts at providers and ends its sessions. Whoever next comes with
     * its verified address is linked anew.
     */
    @AcrossFirms
    public void unlink(UUID userId) {
        Acting.require(Users.WRITE);
        Acting.requireFreshProof();
        var user = user(userId);
        if (user.roles().contains(Role.OWNER) && !Acting.actor().may(Firms.OWN)) {
            throw Problem.notAllowed("Only an owner changes the login of an owner.");
        }
        var loosened = store.unlink(userId);
        if (loosened == 0) {
            throw Problem.conflict(
                    "This login belongs to no account at a provider.", "Nothing is to be done.");
        }
        var ended = sessions.endAll(userId, null, clock.instant());
        audit.record(
                AuditEvent.done("user.provider-unlinked", "user", userId)
                        .named(user.name())
                        .detail("links", loosened)
                        .detail("sessions-ended", ended));
    }

    /** Whether this login must come through a provider; an owner never must, to break the glass. */
    @AcrossFirms(readOnly = true)
    boolean isDemandedOf(IdentityStore.@Nullable Account account) {
        return account != null
                && account.firm() != null
                && providers.demandedBy(account.firm()) != null
                && identities
                        .findUser(account.firm(), account.id())
                        .map(user -> !user.roles().contains(Role.OWNER))
                        .orElse(true);
    }

    private User user(UUID id) {
        return identities.findUser(Acting.firm(), id).orElseThrow(() -> Problem.notFound("user"));
    }
}
