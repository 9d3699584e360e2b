package io.practiceops.trust.access;

import io.practiceops.foundation.database.AcrossFirms;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decides before any password is hashed whether a try is let through. It goes by the text typed,
 * where it comes from and the browser it is typed in, never by whether there is such an account.
 *
 * <p>A try counts as failed from the moment it is let through; {@link #succeeded} takes that back.
 * So tries made at once are counted one after the other. Counters are always locked in the order
 * device, network, account, pair.
 */
@Component
class SignInThrottle {

    /** How long a sign-in speaks for the place it came from. */
    static final Duration PLACE_LIFE = Duration.ofDays(30);

    private final BucketStore buckets;
    private final DeviceStore devices;
    private final TrustedNetworks trusted;
    private final ThrottleRecord record;
    private final SignInSettings settings;
    private final Clock clock;

    SignInThrottle(
            BucketStore buckets,
            DeviceStore devices,
            TrustedNetworks trusted,
            ThrottleRecord record,
            SignInSettings settings,
            Clock clock) {
        this.buckets = buckets;
        this.devices = devices;
        this.trusted = trusted;
        this.record = record;
        this.settings = settings;
        this.clock = clock;
    }

    /** As whose a try is let through. */
    enum Lane {
        REFUSED,
        /** In a browser the account is known by. */
        KNOWN_BROWSER,
        /** From a place the account was signed in to from lately. */
        KNOWN_PLACE,
        STRANGER
    }

    /**
     * A try, let through or not.
     *
     * @param text what was typed as the address, in lower case
     * @param closed the counter that is full if this try fails; null for none
     */
    record Try(
            String text,
            Sessions.Device device,
            Network network,
            Lane lane,
            @Nullable Bucket closed) {

        boolean isAdmitted() {
            return lane != Lane.REFUSED;
        }

        byte[] account() {
            return BucketStore.hash(text);
        }

        byte[] key(Bucket.Kind kind) {
            return switch (kind) {
                case NETWORK -> BucketStore.key(kind, network);
                case ACCOUNT -> BucketStore.key(kind, text);
                case PAIR -> BucketStore.key(kind, text, network);
                case DEVICE ->
                        BucketStore.key(kind, text, new Secret(device.token()).fingerprint());
                case DOOR, WATCH -> throw new IllegalArgumentException(kind.name());
            };
        }

        private Try admitted(Lane as, Bucket counted, Instant now) {
            return new Try(text, device, network, as, counted.isBlocked(now) ? counted : null);
        }
    }

    /** Counts the try, and says whether it may go on to the password. */
    @AcrossFirms
    Try admit(String text, Sessions.Device device) {
        var now = clock.instant();
        var tried = new Try(text, device, Network.of(device.address()), Lane.REFUSED, null);
        if (isInKnownBrowser(tried, now)) {
            var rule = settings.device();
            var browser = lock(Bucket.Kind.DEVICE, tried, now);
            if (!browser.isBlocked(now)) {
                var counted = browser.closing(rule.failures(), rule.window(), now);
                buckets.save(counted);
                return tried.admitted(Lane.KNOWN_BROWSER, counted, now);
            }
        }
        return admitStranger(tried, now);
    }

    private boolean isInKnownBrowser(Try tried, Instant now) {
        var token = tried.device().token();
        return !token.isEmpty() && devices.isKnown(new Secret(token).hash(), tried.account(), now);
    }

    private Try admitStranger(Try tried, Instant now) {
        var network = lock(Bucket.Kind.NETWORK, tried, now);
        if (isTooMuch(network, tried, now) && !trusted.holds(tried.network())) {
            return refused(network, tried);
        }
        var account = lock(Bucket.Kind.ACCOUNT, tried, now);
        var isAtHome = devices.isPlaceOf(tried.account(), tried.network(), now.minus(PLACE_LIFE));
        if (account.isBlocked(now) && !isAtHome) {
            return refused(account, tried);
        }
        var pair = lock(Bucket.Kind.PAIR, tried, now);
        if (pair.isBlocked(now)) {
            return refused(pair, tried);
        }
        buckets.save(network.begun(settings.network(), now));
        var waiting = pair.waiting(settings.pair(), now).underWay();
        buckets.save(waiting);
        if (isAtHome) {
            return new Try(tried.text(), tried.device(), tried.network(), Lane.KNOWN_PLACE, null);
        }
        var rule = settings.account();
        var counted = account.closing(rule.failures(), rule.window(), now);
        buckets.save(counted);
        return tried.admitted(Lane.STRANGER, counted, now);
    }

    private boolean isTooMuch(Bucket network, Try tried, Instant now) {
        return network.isBlocked(now)
                || network.atRisk(settings.network(), now) > limit(tried, now);
    }

    /** An office shares one address: where people do sign in, more slips are borne. */
    private int limit(Try tried, Instant now) {
        var rule = settings.network();
        return devices.isPlaceOfSomebody(tried.network(), now.minus(PLACE_LIFE))
                ? rule.failures() * rule.knownFactor()
                : rule.failures();
    }

    /** The first refusal of a block is on record as such, the others by their number. */
    private Try refused(Bucket by, Try tried) {
        buckets.save(by.refusedOnce());
        if (by.refused() == 0) {
            record.refused(by, tried);
        }
        return tried;
    }

    /** It did fail. The account is null where there is none. */
    @AcrossFirms
    void failed(Try tried, IdentityStore.@Nullable Account account) {
        var now = clock.instant();
        if (tried.lane() == Lane.KNOWN_BROWSER) {
            if (tried.closed() != null) {
                record.blocked(tried.closed(), "device", tried, account);
            }
            return;
        }
        var network = lock(Bucket.Kind.NETWORK, tried, now).ended(true, settings.network(), now);
        if (tried.closed() != null) {
            record.blocked(tried.closed(), "account", tried, account);
            var closed = lock(Bucket.Kind.ACCOUNT, tried, now);
            if (record.tellsOwner(closed, tried, account)) {
                buckets.save(closed.told(now));
            }
        }
        buckets.save(lock(Bucket.Kind.PAIR, tried, now).settled());
        buckets.save(judged(network, tried, account, now));
    }

    private Bucket judged(
            Bucket network, Try tried, IdentityStore.@Nullable Account account, Instant now) {
        var isSpray = isSpray(network, tried, now);
        if (!isSpray && network.failures() <= limit(tried, now)) {
            return network;
        }
        var rule = isSpray ? "spray" : "network";
        if (!trusted.holds(tried.network())) {
            var blocked = network.blocked(settings.network(), now);
            record.blocked(blocked, rule, tried, account);
            return blocked;
        }
        if (network.wasToldSince(now.minus(settings.spray().window()))) {
            return network;
        }
        record.noted(rule, tried, account);
        return network.noted(now);
    }

    /** Accounts that failed before an earlier block have had their answer. */
    private boolean isSpray(Bucket network, Try tried, Instant now) {
        var since = now.minus(settings.spray().window());
        var lastBlock = network.blockedUntil();
        if (lastBlock != null && lastBlock.isAfter(since)) {
            since = lastBlock;
        }
        return buckets.accountsFailing(tried.network(), since) >= settings.spray().accounts();
    }

    /** It was the right password, or was never looked at: it does not count. */
    @AcrossFirms
    void succeeded(Try tried) {
        var now = clock.instant();
        if (tried.lane() == Lane.KNOWN_BROWSER) {
            buckets.drop(tried.key(Bucket.Kind.DEVICE));
            return;
        }
        buckets.save(lock(Bucket.Kind.NETWORK, tried, now).ended(false, settings.network(), now));
        if (tried.lane() == Lane.STRANGER) {
            var account = lock(Bucket.Kind.ACCOUNT, tried, now);
            buckets.save(account.refunded(settings.account().failures()));
        }
        buckets.drop(tried.key(Bucket.Kind.PAIR));
    }

    private Bucket lock(Bucket.Kind kind, Try tried, Instant now) {
        var isOfNetwork = kind == Bucket.Kind.NETWORK || kind == Bucket.Kind.PAIR;
        return buckets.lock(
                kind,
                tried.key(kind),
                kind == Bucket.Kind.NETWORK ? null : tried.account(),
                isOfNetwork ? tried.network() : null,
                now);
    }
}
