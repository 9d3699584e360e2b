package io.practiceops.trust.reviews;

import io.practiceops.foundation.kernel.Nav;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReviewNav {

    @Bean
    Nav reviewsInTheRail() {
        return new Nav(
                Nav.Wing.TRUST,
                25,
                "Access reviews",
                "/reviews",
                "compliance",
                "r",
                false,
                Reviews.READ);
    }
}
