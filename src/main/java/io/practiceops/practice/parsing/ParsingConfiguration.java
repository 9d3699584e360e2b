package io.practiceops.practice.parsing;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ParsingConfiguration {

    @Bean
    Parsing parsing(Clock clock) {
        return new Parsing(ParsingLimits.DEFAULT, clock);
    }
}
