package io.practiceops.trust.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Spans people ask for by name, in days of the firm's zone. */
enum AuditPeriod {
    TODAY("today", "Today"),
    WEEK("7-days", "Last 7 days"),
    MONTH("month", "This month"),
    QUARTER("quarter", "This quarter"),
    LAST_QUARTER("last-quarter", "Last quarter"),
    YEAR("year", "This year");

    private final String word;
    private final String title;

    AuditPeriod(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /** As it stands in an address. */
    String word() {
        return word;
    }

    String title() {
        return title;
    }

    static Optional<AuditPeriod> of(String word) {
        return Arrays.stream(values()).filter(period -> period.word.equals(word)).findFirst();
    }

    Instant from(Instant now, ZoneId zone) {
        return first(LocalDate.ofInstant(now, zone)).atStartOfDay(zone).toInstant();
    }

    /** Null where it ends with now. */
    @Nullable Instant until(Instant now, ZoneId zone) {
        return this == LAST_QUARTER ? QUARTER.from(now, zone) : null;
    }

    private LocalDate first(LocalDate today) {
        var quarter =
                today.with(Month.of(today.getMonthValue()).firstMonthOfQuarter()).withDayOfMonth(1);
        return switch (this) {
            case TODAY -> today;
            case WEEK -> today.minusDays(6);
            case MONTH -> today.withDayOfMonth(1);
            case QUARTER -> quarter;
            case LAST_QUARTER -> quarter.minusMonths(3);
            case YEAR -> today.withDayOfYear(1);
        };
    }
}
