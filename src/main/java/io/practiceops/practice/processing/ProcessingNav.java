package io.practiceops.practice.processing;

import io.practiceops.foundation.kernel.Nav;
import io.practiceops.practice.documents.Documents;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProcessingNav {

    @Bean
    Nav reviewInTheRail() {
        return new Nav(
                Nav.Wing.PRACTICE,
                22,
                "Paper review",
                "/review",
                "templates",
                null,
                false,
                Documents.READ);
    }

    @Bean
    Nav processingInTheRail() {
        return new Nav(
                Nav.Wing.PRACTICE,
                23,
                "Processing",
                "/processing",
                "runbooks",
                null,
                false,
                Documents.READ);
    }
}
