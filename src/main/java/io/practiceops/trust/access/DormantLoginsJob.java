package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Job;
import java.time.Duration;
import java.time.LocalTime;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Shuts out logins nobody uses; there only where the installation asks for it. */
@Component
@ConditionalOnProperty("practiceops.access.disable-dormant-after")
class DormantLoginsJob implements Job {

    private final Dormancy dormancy;

    DormantLoginsJob(Dormancy dormancy) {
        this.dormancy = dormancy;
    }

    @Override
    public String name() {
        return "access.dormant-logins";
    }

    @Override
    public String title() {
        return "Shut out logins nobody uses";
    }

    @Override
    public When when() {
        return new When.Daily(LocalTime.of(3, 40));
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(5);
    }

    @Override
    public String whenItFails() {
        return "Logins nobody uses stay open; People shows them as dormant.";
    }

    @Override
    public void run() {
        for (var firm : dormancy.firmsToTidy()) {
            Acting.as(Actor.system("Dormant logins", firm), dormancy::shutOut);
        }
    }
}
