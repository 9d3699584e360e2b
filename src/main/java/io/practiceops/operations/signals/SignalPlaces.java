package io.practiceops.operations.signals;

import io.practiceops.foundation.jobs.Jobs;
import io.practiceops.foundation.kernel.Nav;
import io.practiceops.foundation.outbox.Outbox;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the rail leads in this wing. */
@Configuration(proxyBeanMethods = false)
class SignalPlaces {

    @Bean
    Nav healthPlace() {
        return new Nav(
                Nav.Wing.OPERATIONS,
                10,
                "Health",
                "/health-checks",
                "signals",
                "h",
                true,
                Checks.READ);
    }

    @Bean
    Nav jobsPlace() {
        return new Nav(Nav.Wing.OPERATIONS, 30, "Jobs", "/jobs", "jobs", "j", false, Jobs.READ);
    }

    @Bean
    Nav mailPlace() {
        return new Nav(
                Nav.Wing.OPERATIONS, 40, "Mail", "/mail", "messages", "m", false, Outbox.READ);
    }
}
