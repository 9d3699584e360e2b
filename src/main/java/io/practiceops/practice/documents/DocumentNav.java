package io.practiceops.practice.documents;

import io.practiceops.foundation.kernel.Nav;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DocumentNav {

    @Bean
    Nav documentsInTheRail() {
        return new Nav(
                Nav.Wing.PRACTICE,
                20,
                "Documents",
                "/documents",
                "documents",
                "d",
                true,
                Documents.READ);
    }
}
