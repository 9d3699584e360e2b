package io.practiceops.trust.access;

import io.practiceops.foundation.database.AcrossFirms;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The short transactions around a sign-in through a provider; the network is asked between them.
 */
@Component
class ProviderRecord {

    static final Duration VISIT = Duration.ofMinutes(10);

    private final ProviderStore store;
    private final IdentityStore identities;
    private final SignInRecord signIns;
    private final Audit audit;
    private final Clock clock;

    ProviderRecord(
            ProviderStore store,
            IdentityStore identities,
            SignInRecord signIns,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.identities = identities;
        this.signIns = signIns;
        this.audit = audit;
        this.clock = clock;
    }

    /** The sign-in that began, or why none did. */
    record Entry(@Nullable SignIn signIn, @Nullable ProviderRefusal refusal) {}

    @AcrossFirms
    void begin(ProviderVisit visit, String provider, @Nullable String next) {
        var now = clock.instant();
        store.begin(visit, provider, next, now, now.plus(VISIT));
    }

    @AcrossFirms
    Optional<ProviderStore.Return> end(ProviderVisit visit, String provider) {
        return store.end(visit, provider, clock.instant());
    }

    /** Lets in whom the provider names, if it is somebody of ours; otherwise that is on record. */
    @AcrossFirms
    Entry enter(Providers.Configured through, Provider.Identity identity, Sessions.Device device) {
        var linked = store.userOf(identity.issuer(), identity.subject());
        var account =
                linked.isPresent()
                        ? identities.findAccount(linked.get()).orElse(null)
                        : byAddress(identity);
        var refusal = refusal(through, identity, account, linked.isPresent());
        if (refusal == null && account != null) {
            if (linked.isPresent()) {
                store.used(identity, clock.instant());
            } else if (!link(through, identity, account)) {
                refusal = ProviderRefusal.LINKED_TO_ANOTHER;
            }
        }
        if (refusal != null || account == null) {
            var why = refusal == null ? ProviderRefusal.NOBODY_OF_OURS : refusal;
            refused(through.name(), why, identity.email(), account, device);
            return new Entry(null, why);
        }
        var isSecondGiven = isSecondFactorGiven(through, identity);
        recordAs(
                account,
                AuditEvent.done("user.vouched-for", "user", account.id())
                        .named(account.name())
                        .detail("provider", through.name())
                        .detail("second-factor", isSecondGiven));
        return new Entry(signIn(account, device, isSecondGiven), null);
    }

    /** A second factor given there is not asked for here again. */
    private SignIn signIn(
            IdentityStore.Account account, Sessions.Device device, boolean isSecondGiven) {
        if (!isSecondGiven) {
            return signIns.firstFactorGiven(account, device, Factor.PROVIDER);
        }
        var proven = Set.of(Factor.PROVIDER, Factor.PROVIDER_SECOND);
        return new SignIn(signIns.signedIn(account, device, proven), false);
    }

    private IdentityStore.@Nullable Account byAddress(Provider.Identity identity) {
        var email = identity.email();
        return email == null || !Email.isAddress(email)
                ? null
                : identities.findAccount(email.toLowerCase(Locale.ROOT)).orElse(null);
    }

    private static @Nullable ProviderRefusal refusal(
            Providers.Configured through,
            Provider.Identity identity,
            IdentityStore.@Nullable Account account,
            boolean isLinked) {
        if (!isLinked && !identity.isVerified()) {
            return ProviderRefusal.ADDRESS_NOT_VERIFIED;
        }
        if (account == null || account.firm() == null) {
            return ProviderRefusal.NOBODY_OF_OURS;
        }
        if (through.firm() != null && !through.firm().equals(account.firm())) {
            return ProviderRefusal.OTHER_FIRM;
        }
        return account.disabled() ? ProviderRefusal.DISABLED : null;
    }

    private boolean link(
            Providers.Configured through,
            Provider.Identity identity,
            IdentityStore.Account account) {
        if (!store.link(identity, account.id(), through.name(), clock.instant())) {
            return false;
        }
        recordAs(
                account,
                AuditEvent.done("user.provider-linked", "user", account.id())
                        .named(account.name())
                        .detail("provider", through.name())
                        .detail("issuer", identity.issuer())
                        .personal("subject", identity.subject()));
        return true;
    }

    /** They have proved who they are, so what they do at the door they do under their name. */
    private void recordAs(IdentityStore.Account account, AuditEvent event) {
        var person =
                new Actor(
                        Actor.Kind.USER,
                        account.id(),
                        null,
                        account.name(),
                        account.firm(),
                        Set.of());
        Acting.as(person, () -> audit.record(event));
    }

    /** Kept with the firm of the login that was tried, if there is one. */
    @AcrossFirms
    void refused(
            String provider,
            ProviderRefusal why,
            @Nullable String email,
            IdentityStore.@Nullable Account account,
            Sessions.Device device) {
        UUID firm = account == null ? Acting.actor().firm() : account.firm();
        audit.record(
                AuditEvent.denied(
                                "session.refused",
                                "user",
                                account == null ? null : account.id().toString())
                        .detail("provider", provider)
                        .detail("reason", why.word())
                        .personal("email", email == null ? null : SignInRecord.keepable(email))
                        .personal("address", device.address())
                        .personal("agent", device.agent()),
                firm);
    }

    /** Whether the provider said that a second factor was given, and is trusted to. */
    private static boolean isSecondFactorGiven(
            Providers.Configured through, Provider.Identity identity) {
        return !Collections.disjoint(through.secondFactor(), identity.methods());
    }
}
