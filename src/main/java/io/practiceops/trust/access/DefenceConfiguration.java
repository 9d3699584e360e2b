package io.practiceops.trust.access;

import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SignInSettings.class, SessionSettings.class})
class DefenceConfiguration {

    @Bean
    Pace.Time timeAsItPasses() {
        return new Pace.Time() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void pass(Duration time) throws InterruptedException {
                Thread.sleep(time);
            }
        };
    }
}
