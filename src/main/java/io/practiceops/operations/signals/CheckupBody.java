package io.practiceops.operations.signals;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All checks as programs read them. */
record CheckupBody(String status, Instant at, int good, int of, List<Entry> checks) {

    record Entry(
            String name,
            String title,
            boolean vital,
            String health,
            String summary,
            Map<String, Object> facts,
            @Nullable String mend,
            double tookMs) {

        static Entry of(CheckResult result) {
            return new Entry(
                    result.name(),
                    result.title(),
                    result.check().vital(),
                    result.health().name().toLowerCase(Locale.ROOT),
                    result.result().summary(),
                    result.result().facts(),
                    result.result().mend(),
                    Math.round(result.took().toNanos() / 1e5) / 10.0);
        }
    }

    static CheckupBody of(Checkup checkup) {
        return new CheckupBody(
                word(checkup.status()),
                checkup.at(),
                checkup.good(),
                checkup.results().size(),
                checkup.results().stream().map(Entry::of).toList());
    }

    static String word(Checkup.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
