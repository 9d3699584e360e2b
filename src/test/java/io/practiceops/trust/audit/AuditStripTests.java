package io.practiceops.trust.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.trust.audit.AuditEvent.Outcome;
import io.practiceops.trust.audit.AuditStore.Ending;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditStripTests {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Instant NOON = Instant.parse("2026-11-22T17:00:00Z");

    @Test
    void everyEntryIsInOneBarAndABarNarrowsToItsSpan() {
        var endings = new ArrayList<Ending>();
        for (var minute = 0; minute < 180; minute++) {
            var outcome = minute % 9 == 0 ? Outcome.DENIED : Outcome.DONE;
            endings.add(new Ending(NOON.minus(Duration.ofMinutes(minute)), outcome));
        }

        var strip = AuditStrip.of(endings, AuditQuery.none().with("outcome", "done"), NEW_YORK);

        assertThat(strip).isNotNull();
        assertThat(strip.bars()).hasSizeBetween(2, 64);
        assertThat(strip.bars().stream().mapToInt(bar -> bar.done() + bar.denied()).sum())
                .isEqualTo(180);
        assertThat(strip.bars().getLast().url())
                .isEqualTo("/audit?outcome=done&from=2026-11-22T12%3A00&until=2026-11-22T12%3A05");
        assertThat(strip.whole()).isTrue();
    }

    /** 1 November 2026 has 25 hours in New York. */
    @Test
    void daysBeginAtMidnightOfTheFirmAlsoWhereTheClocksChange() {
        var endings = new ArrayList<Ending>();
        for (var day = 0; day < 40; day++) {
            endings.add(new Ending(NOON.minus(Duration.ofDays(day)), Outcome.DONE));
        }

        var strip = AuditStrip.of(endings, AuditQuery.none(), NEW_YORK);

        assertThat(strip).isNotNull();
        assertThat(strip.bars()).hasSize(40).allMatch(bar -> bar.done() == 1);
        assertThat(strip.bars().getFirst().url()).contains("T00%3A00");
    }

    @Test
    void momentsAreNotDrawn() {
        assertThat(
                        AuditStrip.of(
                                List.of(new Ending(NOON, Outcome.DONE)),
                                AuditQuery.none(),
                                NEW_YORK))
                .isNull();
    }
}
