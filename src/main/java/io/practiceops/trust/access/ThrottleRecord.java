package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.outbox.Mail;
import io.practiceops.foundation.outbox.Outbox;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the throttle puts on record, and tells the owner of an account; in the throttle's
 * transaction. Kept with the firm of the account that was tried, else with the only firm there is.
 */
@Component
class ThrottleRecord {

    private static final Duration LINK_LIFE = Duration.ofHours(24);

    private final IdentityStore identities;
    private final ProtectionStore protection;
    private final DeviceStore devices;
    private final Outbox outbox;
    private final Audit audit;
    private final Address address;
    private final SignInSettings settings;
    private final Clock clock;

    ThrottleRecord(
            IdentityStore identities,
            ProtectionStore protection,
            DeviceStore devices,
            Outbox outbox,
            Audit audit,
            Address address,
            SignInSettings settings,
            Clock clock) {
        this.identities = identities;
        this.protection = protection;
        this.devices = devices;
        this.outbox = outbox;
        this.audit = audit;
        this.address = address;
        this.settings = settings;
        this.clock = clock;
    }

    /** The first try that a counter refused. */
    void refused(Bucket by, SignInThrottle.Try tried) {
        var text = tried.text();
        var account = Email.isAddress(text) ? identities.findAccount(text).orElse(null) : null;
        var rule = by.kind().name().toLowerCase(Locale.ROOT);
        record(event("session.throttled", rule, by, tried, account), account);
    }

    /** A counter is full; from now on it refuses. */
    void blocked(
            Bucket full,
            String rule,
            SignInThrottle.Try tried,
            IdentityStore.@Nullable Account account) {
        record(event("sign-in.blocked", rule, full, tried, account), account);
    }

    /** Too much from a network that is never blocked by itself. */
    void noted(String rule, SignInThrottle.Try tried, IdentityStore.@Nullable Account account) {
        var event =
                AuditEvent.done("sign-in.noted", "network", tried.network())
                        .detail("rule", rule)
                        .personal("address", tried.device().address());
        record(event, account);
    }

    private static AuditEvent event(
            String action,
            String rule,
            Bucket bucket,
            SignInThrottle.Try tried,
            IdentityStore.@Nullable Account account) {
        var event =
                AuditEvent.denied(action, "user", account == null ? null : account.id().toString())
                        .detail("rule", rule)
                        .personal("email", SignInRecord.keepable(tried.text()))
                        .personal("address", tried.device().address())
                        .personal("agent", tried.device().agent());
        return bucket.blockedUntil() == null ? event : event.detail("until", bucket.blockedUntil());
    }

    private void record(AuditEvent event, IdentityStore.@Nullable Account account) {
        audit.record(event, account == null ? protection.onlyFirm() : account.firm());
    }

    /** Tells the owner, unless that was done lately; true when they were told. */
    boolean tellsOwner(
            Bucket closed, SignInThrottle.Try tried, IdentityStore.@Nullable Account account) {
        var now = clock.instant();
        if (account == null
                || account.disabled()
                || closed.wasToldSince(now.minus(settings.tellOwnerEvery()))) {
            return false;
        }
        var secret = Secret.random();
        devices.insertLink(secret.hash(), account.id(), now.plus(LINK_LIFE));
        asSystem(
                account.firm(),
                () ->
                        outbox.mail(
                                warning(
                                        account,
                                        tried,
                                        address.of("/sign-in/device/" + secret.text()))));
        return true;
    }

    private static void asSystem(@Nullable UUID firm, Runnable work) {
        Acting.as(Actor.system("sign-in protection", firm), work);
    }

    private Mail warning(IdentityStore.Account account, SignInThrottle.Try tried, String link) {
        return new Mail(
                account.email(),
                "Somebody tries to sign in as you",
                """
                Hello %s,

                %d times within %d minutes somebody gave a wrong password for your PracticeOps login, from places \
                you have not signed in from; last from %s. They did not get in. For the next %d minutes nobody \
                gets in with your address from a new browser or place, not even with the right password. Where \
                you sign in usually you are not affected.

                If it was you, or you need to get in from a new browser now, open this there, within a day:

                %s

                It does not sign you in; it lets that browser try. If it was not you, nothing needs to be done. \
                If you use this password elsewhere too, choose a new one.
                """
                        .formatted(
                                account.name(),
                                settings.account().failures(),
                                settings.account().window().toMinutes(),
                                tried.network(),
                                settings.account().window().toMinutes(),
                                link));
    }
}
