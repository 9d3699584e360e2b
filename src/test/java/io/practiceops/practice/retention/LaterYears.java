package io.practiceops.practice.retention;

import io.practiceops.foundation.jobs.MovableClock;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** An application whose years pass when a test says so. */
class LaterYears {

    @Bean
    @Primary
    MovableClock laterClock() {
        return new MovableClock(Instant.parse("2026-11-24T14:00:00Z"));
    }
}
