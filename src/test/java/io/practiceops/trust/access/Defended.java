package io.practiceops.trust.access;

import io.practiceops.InPractice;
import io.practiceops.foundation.jobs.MovableClock;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestPropertySource;

/** The whole application with a clock that is moved and time that nobody waits for. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@InPractice
@Import(Defended.Times.class)
@TestPropertySource(
        properties = {
            "practiceops.sign-in.answer-after=700ms",
            "practiceops.sign-in.most-buckets=3000"
        })
@interface Defended {

    /** How long each refusal was held, in the order of the refusals. */
    final class Held implements Pace.Time {

        final List<Duration> times = Collections.synchronizedList(new ArrayList<>());

        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public void pass(Duration time) {
            times.add(time);
        }
    }

    /** The beans instead. */
    @TestConfiguration(proxyBeanMethods = false)
    class Times {

        @Bean
        @Primary
        MovableClock movableClock() {
            return new MovableClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        }

        @Bean
        @Primary
        Held held() {
            return new Held();
        }
    }
}
