package io.practiceops.foundation.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.foundation.database.DiskCheck.Room;
import io.practiceops.foundation.kernel.Check.Health;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DiskCheckTests {

    private static final long GB = 1_000_000_000;

    @Test
    void roomEnoughIsGood() throws IOException {
        assertThat(look(100 * GB, 500 * GB)).isEqualTo(Health.GOOD);
        assertThat(look(50 * GB, 500 * GB)).isEqualTo(Health.GOOD);
    }

    @Test
    void lessThanATenthIsAWarning() throws IOException {
        assertThat(look(50 * GB - 1, 500 * GB)).isEqualTo(Health.WARN);
        assertThat(look(15 * GB, 500 * GB)).isEqualTo(Health.WARN);
    }

    @Test
    void lessThanThreeInAHundredIsBad() throws IOException {
        assertThat(look(15 * GB - 1, 500 * GB)).isEqualTo(Health.BAD);
    }

    @Test
    void lessThanAGigabyteIsBadHoweverSmallTheDisk() throws IOException {
        assertThat(look(GB, 4 * GB)).isEqualTo(Health.GOOD);
        assertThat(look(GB - 1, 4 * GB)).isEqualTo(Health.BAD);
    }

    @Test
    void aDiskThatDoesNotTellIsUnknown() throws IOException {
        assertThat(look(0, 0)).isEqualTo(Health.UNKNOWN);
    }

    @Test
    void clocksApartAreTold() {
        assertThat(ClockCheck.compare(Duration.ofMillis(-1900)).health()).isEqualTo(Health.GOOD);
        assertThat(ClockCheck.compare(Duration.ofSeconds(-3)).health()).isEqualTo(Health.WARN);
        assertThat(ClockCheck.compare(Duration.ofMinutes(6)).health()).isEqualTo(Health.BAD);
    }

    private static Health look(long free, long total) throws IOException {
        return new DiskCheck(Path.of("/home"), () -> new Room(free, total)).look().health();
    }
}
