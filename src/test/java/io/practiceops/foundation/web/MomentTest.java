package io.practiceops.foundation.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class MomentTest {

    private static final ZoneId EASTERN = ZoneId.of("America/New_York");
    private static final Instant NOW = Instant.parse("2026-11-22T19:32:07Z");

    @Test
    void aTimeIsShownInTheFirmsZoneAndKeptExact() {
        assertThat(Moment.at(NOW, EASTERN))
                .isEqualTo(
                        new Moment(
                                "22 Nov 2026, 14:32",
                                "2026-11-22T19:32:07Z",
                                "Sunday, 22 November 2026, 14:32:07 EST",
                                false));
    }

    @Test
    void withinAWeekTheDistanceSaysMore() {
        assertThat(distance(Duration.ofSeconds(59))).isEqualTo("just now");
        assertThat(distance(Duration.ofMinutes(12))).isEqualTo("12 min ago");
        assertThat(distance(Duration.ofHours(-9))).isEqualTo("in 9 h");
        assertThat(distance(Duration.ofHours(47))).isEqualTo("1 day ago");
        assertThat(distance(Duration.ofDays(3))).isEqualTo("3 days ago");
        assertThat(distance(Duration.ofDays(8))).isEqualTo("14 Nov 2026, 14:32");
    }

    private static String distance(Duration ago) {
        return Moment.from(NOW, NOW.minus(ago), EASTERN).text();
    }
}
