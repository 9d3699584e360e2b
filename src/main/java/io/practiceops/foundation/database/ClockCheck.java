package io.practiceops.foundation.database;

import io.practiceops.foundation.kernel.Check;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether this machine and the database agree on what time it is. */
final class ClockCheck implements Check {

    private static final Duration NOTICEABLE = Duration.ofSeconds(2);
    private static final Duration FAR_OFF = Duration.ofMinutes(5);
    private static final String MEND =
            "Have both machines keep time by NTP (timedatectl tells whether they do).";

    private final JdbcClient jdbc;
    private final Clock clock;

    ClockCheck(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public String title() {
        return "Clock";
    }

    @Override
    public Result look() {
        var before = clock.instant();
        // The one place that asks the database for the time: to compare it.
        var there =
                jdbc.sql("SELECT clock_timestamp()")
                        .query(OffsetDateTime.class)
                        .single()
                        .toInstant();
        var after = clock.instant();
        return compare(
                Duration.between(before.plus(Duration.between(before, after).dividedBy(2)), there));
    }

    static Result compare(Duration ahead) {
        var apart = ahead.abs();
        var facts = Map.<String, Object>of("database ahead, ms", ahead.toMillis());
        if (apart.compareTo(NOTICEABLE) <= 0) {
            return Result.good(
                    "This machine and the database agree within %d ms.".formatted(apart.toMillis()),
                    facts);
        }
        var summary =
                "This machine and the database are %d s apart. Times on record are this machine's."
                        .formatted(apart.toSeconds());
        return apart.compareTo(FAR_OFF) > 0
                ? Result.bad(summary, facts, MEND)
                : Result.warn(summary, facts, MEND);
    }
}
