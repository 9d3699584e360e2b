package io.practiceops.trust.audit;

import io.practiceops.trust.audit.AuditStore.Ending;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The newest entries of a filter over time, by outcome, as bars that narrow the filter.
 *
 * @param whole false where there are more entries than were counted, all of them older
 */
public record AuditStrip(List<Bar> bars, int counted, boolean whole, String first, String last) {

    public static final int WIDTH = 960;
    public static final int HEIGHT = 44;

    /** More are not counted: whatever the filter, the strip costs about as much as a page. */
    static final int MOST = 10_000;

    private static final int MOST_BARS = 64;
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");
    private static final DateTimeFormatter WORDS =
            DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.US);

    /** How much time a bar can be, the shortest first. */
    private enum Step {
        MINUTE(1, ChronoUnit.MINUTES),
        FIVE_MINUTES(5, ChronoUnit.MINUTES),
        QUARTER_HOUR(15, ChronoUnit.MINUTES),
        HOUR(1, ChronoUnit.HOURS),
        QUARTER_DAY(6, ChronoUnit.HOURS),
        DAY(1, ChronoUnit.DAYS),
        WEEK(7, ChronoUnit.DAYS),
        FOUR_WEEKS(28, ChronoUnit.DAYS),
        HALF_YEAR(182, ChronoUnit.DAYS);

        private final int amount;
        private final ChronoUnit unit;

        Step(int amount, ChronoUnit unit) {
            this.amount = amount;
            this.unit = unit;
        }

        ZonedDateTime begin(ZonedDateTime at) {
            return switch (unit) {
                case MINUTES -> at.truncatedTo(ChronoUnit.HOURS);
                default -> at.truncatedTo(ChronoUnit.DAYS);
            };
        }

        ZonedDateTime next(ZonedDateTime at) {
            return at.plus(amount, unit);
        }

        boolean isEnough(ZonedDateTime first, ZonedDateTime last) {
            return unit.between(begin(first), last) / amount < MOST_BARS;
        }
    }

    /**
     * A span of time.
     *
     * @param url the page narrowed to it; null for an empty one
     */
    public record Bar(
            String title,
            @Nullable String url,
            double x,
            double width,
            int done,
            int denied,
            int failed,
            int highest) {

        /** Of the strip's height; what is there at all is seen. */
        public double height(int count) {
            return count == 0 ? 0 : Math.max(2, (double) count / highest * HEIGHT);
        }
    }

    /** Null where there is nothing to draw. */
    static @Nullable AuditStrip of(List<Ending> endings, AuditQuery query, ZoneId zone) {
        if (endings.isEmpty()) {
            return null;
        }
        var first = endings.getLast().at().atZone(zone);
        var last = endings.getFirst().at().atZone(zone);
        var step = step(first, last);
        var begins = new ArrayList<ZonedDateTime>();
        for (var at = step.begin(first); !at.isAfter(last); at = step.next(at)) {
            begins.add(at);
        }
        while (begins.size() > 1 && !begins.get(1).isAfter(first)) {
            begins.removeFirst();
        }
        if (begins.size() < 2) {
            return null;
        }
        return new AuditStrip(
                bars(begins, tallies(endings, begins), step, query),
                endings.size(),
                endings.size() < MOST,
                WORDS.format(first),
                WORDS.format(last));
    }

    private static Step step(ZonedDateTime first, ZonedDateTime last) {
        for (var step : Step.values()) {
            if (step.isEnough(first, last)) {
                return step;
            }
        }
        return Step.HALF_YEAR;
    }

    private static List<Tally> tallies(List<Ending> endings, List<ZonedDateTime> begins) {
        var tallies = begins.stream().map(_ -> new Tally()).toList();
        var bar = begins.size() - 1;
        var begin = begins.get(bar).toInstant();
        for (var ending : endings) {
            while (bar > 0 && ending.at().isBefore(begin)) {
                bar--;
                begin = begins.get(bar).toInstant();
            }
            tallies.get(bar).add(ending.outcome());
        }
        return tallies;
    }

    /** How the entries of one span ended. */
    private static final class Tally {

        private int done;
        private int denied;
        private int failed;

        void add(AuditEvent.Outcome outcome) {
            switch (outcome) {
                case DONE -> done++;
                case DENIED -> denied++;
                case FAILED -> failed++;
            }
        }

        int all() {
            return done + denied + failed;
        }

        String inWords() {
            var words = done + " done";
            words += denied == 0 ? "" : ", " + denied + " denied";
            return words + (failed == 0 ? "" : ", " + failed + " failed");
        }
    }

    private static List<Bar> bars(
            List<ZonedDateTime> begins, List<Tally> tallies, Step step, AuditQuery query) {
        var highest = tallies.stream().mapToInt(Tally::all).max().orElse(1);
        var width = (double) WIDTH / begins.size();
        var bars = new ArrayList<Bar>();
        for (var i = 0; i < begins.size(); i++) {
            var begin = begins.get(i);
            var tally = tallies.get(i);
            bars.add(
                    new Bar(
                            WORDS.format(begin) + ": " + tally.inWords(),
                            tally.all() == 0 ? null : narrowed(query, begin, step.next(begin)),
                            i * width,
                            width,
                            tally.done,
                            tally.denied,
                            tally.failed,
                            highest));
        }
        return bars;
    }

    private static String narrowed(AuditQuery query, ZonedDateTime from, ZonedDateTime until) {
        return query.with("when", null)
                .with("from", LOCAL.format(from))
                .with("until", LOCAL.format(until))
                .url(null);
    }
}
