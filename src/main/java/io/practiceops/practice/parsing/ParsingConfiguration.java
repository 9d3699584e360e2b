package io.practiceops.practice.parsing;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ParsingConfiguration {

    @Bean
    TextExtraction textExtraction(Clock clock) {
        return new TextExtraction(ExtractionLimits.DEFAULT, clock);
    }
}
