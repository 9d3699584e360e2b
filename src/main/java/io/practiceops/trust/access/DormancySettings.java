package io.practiceops.trust.access;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a login or key counts as dormant. 90 days is what PCI DSS 4.0.1 asks for in 8.2.6.
 *
 * @param dormantAfter nobody was there for this long
 * @param disableDormantAfter logins are shut out after this; null, which is usual, for never
 */
@ConfigurationProperties("practiceops.access")
record DormancySettings(
        @DefaultValue("90d") Duration dormantAfter, @Nullable Duration disableDormantAfter) {

    DormancySettings {
        if (dormantAfter.toDays() < 1
                || (disableDormantAfter != null && disableDormantAfter.toDays() < 1)) {
            throw new IllegalArgumentException(
                    "practiceops.access.dormant-after and disable-dormant-after are at least 1d.");
        }
    }
}
