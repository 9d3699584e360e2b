package io.practiceops.practice.parsing;

import io.practiceops.foundation.kernel.Home;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ParsingConfiguration {

    @Bean
    Parsing parsing(Home home, Clock clock) {
        return new Parsing(ParsingLimits.DEFAULT, home, clock);
    }
}
