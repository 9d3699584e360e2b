package io.practiceops.trust.access;

import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.foundation.kernel.Job;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Puts the number of refused tries on record when their block is over, notices quiet sprays, and
 * keeps the counters few.
 */
@Component
class SignInWatch implements Job {

    private static final int AT_ONCE = 500;

    private final BucketStore buckets;
    private final ProtectionStore protection;
    private final Audit audit;
    private final SignInSettings settings;
    private final Clock clock;
    private final AcrossFirmsTemplate acrossFirms;

    SignInWatch(
            BucketStore buckets,
            ProtectionStore protection,
            Audit audit,
            SignInSettings settings,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.buckets = buckets;
        this.protection = protection;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
        this.acrossFirms = new AcrossFirmsTemplate(transactions);
    }

    @Override
    public String name() {
        return "access.sign-in-watch";
    }

    @Override
    public String title() {
        return "Count refused sign-ins, forget old tries";
    }

    @Override
    public When when() {
        return new When.Every(Duration.ofMinutes(1));
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(1);
    }

    @Override
    public String whenItFails() {
        return "Refused sign-ins are counted but not on record, and the table of tries grows.";
    }

    @Override
    public void run() {
        var now = clock.instant();
        int done;
        do {
            done = recordCounts(now);
        } while (done == AT_ONCE);
        acrossFirms.executeWithoutResult(_ -> noticeQuietSpray(now));
        acrossFirms.executeWithoutResult(_ -> {
            buckets.dropForgotten(now, longestMemory());
            buckets.dropBeyond(settings.mostBuckets(), now);
        });
    }

    private int recordCounts(Instant now) {
        return acrossFirms.execute(_ -> {
            var counts = buckets.takeCounts(now, AT_ONCE);
            counts.forEach(this::record);
            return counts.size();
        });
    }

    private void record(BucketStore.Counted counted) {
        var user = counted.user();
        audit.record(
                AuditEvent.denied(
                                "session.throttled", "user", user == null ? null : user.toString())
                        .detail("rule", counted.kind().name().toLowerCase(Locale.ROOT))
                        .detail("refused", counted.refused())
                        .personal("network", counted.network()),
                user == null ? protection.onlyFirm() : counted.firm());
    }

    /** Too little at each account and from each network for any other rule. */
    private void noticeQuietSpray(Instant now) {
        var rule = settings.spray();
        var since = now.minus(rule.window());
        var accounts = buckets.accountsFailingQuietly(since);
        if (accounts < rule.quietAccounts()) {
            return;
        }
        var last =
                buckets.lock(
                        Bucket.Kind.WATCH,
                        BucketStore.key(Bucket.Kind.WATCH, "quiet-spray"),
                        null,
                        null,
                        now);
        if (!last.wasToldSince(since)) {
            buckets.save(last.told(now));
            audit.record(
                    AuditEvent.done("sign-in.spray-noted", "installation", "sign-in")
                            .detail("accounts", accounts),
                    protection.onlyFirm());
        }
    }

    /** The longest any rule looks back. */
    private Duration longestMemory() {
        var longest = settings.pair().forget();
        for (var other :
                new Duration[] {
                    settings.network().longestBlock(),
                    settings.tellOwnerEvery(),
                    settings.account().window(),
                    settings.device().window(),
                    settings.spray().window()
                }) {
            longest = other.compareTo(longest) > 0 ? other : longest;
        }
        return longest;
    }
}
