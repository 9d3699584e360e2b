package io.practiceops.practice.retention;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Until when a document is kept, and why. Every rule that ever applied counts, in the version it
 * applied in: a promise made is kept when a rule is shortened or a document filed differently.
 *
 * @param isCounted false until the rules were looked at for it, which keeps it as well
 * @param given by the rules, the longest first, those without an end before all
 * @param holds that keep it whatever its time, the oldest first
 * @param closedHolds how many more do, which are not for whoever asks to know
 * @param today in the firm's zone
 */
public record Kept(
        UUID document,
        boolean isCounted,
        List<Given> given,
        List<Hold> holds,
        int closedHolds,
        LocalDate today) {

    /** What sets the rules in order: without an end, then the latest end. */
    static final Comparator<Given> LONGEST_FIRST =
            Comparator.comparing(Given::until, Comparator.nullsFirst(Comparator.reverseOrder()))
                    .thenComparing(Given::rule);

    /**
     * What one version of a rule gave.
     *
     * @param countedFrom null while that day is not known, which keeps the document
     * @param until the last day it is kept on
     * @param applies whether the rule still says so of the document as it is filed now
     * @param source of the rule as it stands now; null when there is no such rule any more
     */
    public record Given(
            String rule,
            int version,
            String name,
            Period period,
            CountedFrom from,
            @Nullable LocalDate countedFrom,
            @Nullable LocalDate until,
            boolean applies,
            @Nullable RetentionRule source) {

        /** The sum, as people check it: “3 May 2026 + 2,555 days = 1 May 2033”. */
        public String arithmetic() {
            if (countedFrom == null || until == null) {
                return "%s is not on record yet, so it is kept without an end until it is."
                        .formatted(capital(from.title()));
            }
            return period.unit() == Period.Unit.DAYS
                    ? "%s + %s = %s"
                            .formatted(
                                    Days.inWords(countedFrom), period.words(), Days.inWords(until))
                    : "%d + %d = %d, so until %s"
                            .formatted(
                                    countedFrom.getYear(),
                                    period.length(),
                                    until.getYear(),
                                    Days.inWords(until));
        }

        private static String capital(String words) {
            return Character.toUpperCase(words.charAt(0)) + words.substring(1);
        }
    }

    /** Whether a rule keeps it that waits for a day nobody recorded yet. */
    public boolean isOpen() {
        return given.stream().anyMatch(one -> one.until() == null);
    }

    /** The last day the rules keep it on; null when that has no end yet, or no rule applies. */
    public @Nullable LocalDate until() {
        return isOpen() || given.isEmpty() ? null : given.getFirst().until();
    }

    /** The rule that decides; null where there is none. */
    public @Nullable Given deciding() {
        return given.isEmpty() ? null : given.getFirst();
    }

    public boolean isTimeOver() {
        var until = until();
        return isCounted && !isOpen() && (until == null || until.isBefore(today));
    }

    /** Whether it may go, once somebody proposes and somebody else approves it. */
    public boolean isDue() {
        return isTimeOver() && !isHeld();
    }

    /** Whether a hold keeps it, known to whoever asks or not. */
    public boolean isHeld() {
        return !holds.isEmpty() || closedHolds > 0;
    }

    /** Why it must stay, each with the mend; empty when it may go. */
    public List<String> reasons() {
        var reasons = new java.util.ArrayList<String>();
        if (!isCounted) {
            reasons.add(
                    "How long it must be kept is not worked out yet; that is done within minutes.");
        } else if (!isTimeOver()) {
            reasons.add(timeReason());
        }
        holds.forEach(hold ->
                reasons.add(
                        "It is held for “%s” until that hold is released.".formatted(hold.name())));
        if (closedHolds > 0) {
            reasons.add(
                    "A hold that is closed to you keeps it until that is released; ask somebody to whom all holds are open.");
        }
        return reasons;
    }

    private String timeReason() {
        var deciding = given.getFirst();
        var until = deciding.until();
        return until == null
                ? "The rule “%s” keeps it until %s is on record, and its period after that is over."
                        .formatted(deciding.name(), deciding.from().title())
                : "The rule “%s” keeps it until %s."
                        .formatted(deciding.name(), Days.inWords(until));
    }
}
