package io.practiceops.trust.access;

import io.practiceops.foundation.database.AcrossFirms;
import io.practiceops.foundation.kernel.Job;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Removes what sign-ins leave behind that were begun and not finished. */
@Component
class SweepSignIns implements Job {

    private final HalfOpenStore halfOpen;
    private final PasskeyStore passkeys;
    private final Clock clock;

    SweepSignIns(HalfOpenStore halfOpen, PasskeyStore passkeys, Clock clock) {
        this.halfOpen = halfOpen;
        this.passkeys = passkeys;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "access.sweep-sign-ins";
    }

    @Override
    public String title() {
        return "Remove sign-ins that were begun and not finished";
    }

    @Override
    public When when() {
        return new When.Every(Duration.ofMinutes(15));
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(2);
    }

    @Override
    public String whenItFails() {
        return "Expired rows stay in the database; they open nothing.";
    }

    @Override
    @AcrossFirms
    public void run() {
        var now = clock.instant();
        halfOpen.removeExpired(now);
        passkeys.removeExpiredChallenges(now);
    }
}
