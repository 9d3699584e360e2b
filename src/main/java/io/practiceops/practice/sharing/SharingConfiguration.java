package io.practiceops.practice.sharing;

import io.practiceops.foundation.jobs.DurableTask;
import io.practiceops.foundation.kernel.Nav;
import io.practiceops.practice.documents.Documents;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SharingConfiguration {

    @Bean
    Nav sharesInTheRail() {
        return new Nav(
                Nav.Wing.PRACTICE, 24, "Shared", "/shares", "share", null, false, Documents.READ);
    }

    @Bean
    DurableTask<TellOfArrivals> tellOfArrivals(ArrivalNotices notices) {
        return DurableTask.of("sharing.tell-of-arrivals", TellOfArrivals.class, notices::tell);
    }
}
