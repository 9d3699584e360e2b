package io.practiceops.trust.access;

import io.practiceops.foundation.database.AcrossFirms;
import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Limits what is guessed behind the first door, where the account is known: codes of a second
 * factor, recovery codes, the password asked for again. Waits as for a pair of account and network,
 * but wherever the tries come from.
 *
 * <p>Around each try: {@link #admit}, look at what was typed, then {@link #failed} or {@link
 * #succeeded}. A try counts as failed from {@code admit} on, so that tries made at once do not all
 * count as the first.
 */
@Component
class GuessLimit {

    /** What is guessed; each is counted by itself. */
    enum Door {
        SECOND_FACTOR,
        PASSWORD_AGAIN;

        private String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final BucketStore buckets;
    private final IdentityStore identities;
    private final Audit audit;
    private final SignInSettings settings;
    private final Clock clock;
    private final AcrossFirmsTemplate acrossFirms;

    GuessLimit(
            BucketStore buckets,
            IdentityStore identities,
            Audit audit,
            SignInSettings settings,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.buckets = buckets;
        this.identities = identities;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
        this.acrossFirms = new AcrossFirmsTemplate(transactions);
    }

    /**
     * Counts the try. Not to be called within a transaction: the count must stay although this
     * throws.
     *
     * @throws Problem {@code TOO_MANY}, saying how long to wait
     */
    void admit(Door door, UUID account) {
        var wait = acrossFirms.execute(_ -> counted(door, account));
        if (wait.isPositive()) {
            throw new Problem(
                    ProblemType.TOO_MANY,
                    "There were too many tries.",
                    "Wait %s, then try again.".formatted(inWords(wait)));
        }
    }

    /** How long to wait; zero for a try that may go on. */
    private Duration counted(Door door, UUID account) {
        var now = clock.instant();
        var bucket = lock(door, account);
        if (!bucket.isBlocked(now)) {
            buckets.save(bucket.waiting(settings.pair(), now));
            return Duration.ZERO;
        }
        buckets.save(bucket.refusedOnce());
        if (bucket.refused() == 0) {
            record("session.throttled", door, account);
        }
        return Duration.between(now, bucket.blockedUntil());
    }

    /** It was wrong, which is put on record; already counted. */
    @AcrossFirms
    void failed(Door door, UUID account) {
        record("session.refused", door, account);
    }

    /** It was right: counting begins anew. */
    @AcrossFirms
    void succeeded(Door door, UUID account) {
        buckets.drop(key(door, account));
    }

    private void record(String action, Door door, UUID account) {
        var firm = identities.findAccount(account).map(IdentityStore.Account::firm).orElse(null);
        audit.record(
                AuditEvent.denied(action, "user", account.toString()).detail("rule", door.word()),
                firm);
    }

    private Bucket lock(Door door, UUID account) {
        return buckets.lock(
                Bucket.Kind.DOOR,
                key(door, account),
                BucketStore.hash(account.toString()),
                null,
                clock.instant());
    }

    private static byte[] key(Door door, UUID account) {
        return BucketStore.key(Bucket.Kind.DOOR, door, account);
    }

    private static String inWords(Duration wait) {
        var seconds = wait.toSeconds() + 1;
        return seconds < 60 ? seconds + " seconds" : (wait.toMinutes() + 1) + " minutes";
    }
}
