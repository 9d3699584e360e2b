package io.practiceops.operations.signals;

import io.practiceops.foundation.kernel.Check;
import java.time.Duration;

/** What a check found, and how long it took. */
public record CheckResult(Check check, Check.Result result, Duration took) {

    public String name() {
        return check.name();
    }

    public String title() {
        return check.title();
    }

    public Check.Health health() {
        return result.health();
    }
}
