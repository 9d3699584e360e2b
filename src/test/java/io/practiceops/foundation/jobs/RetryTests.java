package io.practiceops.foundation.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryTests {

    private final Random random = new Random(42);

    @Test
    void eachWaitIsLongerThanTheLastUpToTheLongestAndAFifthMoreOrLess() {
        var retry = new Retry(Duration.ofSeconds(10), 3, Duration.ofMinutes(10), 100);
        for (var round = 0; round < 1_000; round++) {
            for (var failures = 1; failures <= 60; failures++) {
                var exact = Math.min(10_000 * Math.pow(3, failures - 1), 600_000);
                assertThat((double) retry.wait(failures, random).toMillis())
                        .isBetween(0.8 * exact - 1, 1.2 * exact + 1);
            }
        }
    }

    @Test
    void whatFailedTogetherDoesNotReturnTogether() {
        var retry = Retry.standard();
        assertThat(retry.wait(3, random)).isNotEqualTo(retry.wait(3, random));
    }

    @Test
    void nonsenseIsRefused() {
        var second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new Retry(Duration.ZERO, 2, second, 3))
                .hasMessageContaining("PT0S");
        assertThatThrownBy(() -> new Retry(second, 0.5, second, 3)).hasMessageContaining("0.5");
        assertThatThrownBy(() -> new Retry(second, 2, second, 0)).hasMessageContaining("0 times");
    }
}
