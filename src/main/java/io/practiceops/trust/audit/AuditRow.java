package io.practiceops.trust.audit;

import io.practiceops.foundation.web.Moment;
import io.practiceops.foundation.web.PageContext.State;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An entry as pages show it: one line that reads as a sentence. */
public record AuditRow(AuditEntry entry, Moment at, State state, String outcome) {

    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss", Locale.US);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.US);

    /** The entries of one day of the firm's zone. */
    public record Day(String title, LocalDate date, List<AuditRow> rows) {}

    /** With day and time, for a page of one entry. */
    static AuditRow of(AuditEntry entry, ZoneId zone) {
        var day = Moment.at(entry.at(), zone);
        var text = TO_THE_SECOND.format(entry.at().atZone(zone));
        return of(entry, new Moment(text, day.iso(), day.full(), false));
    }

    /** With the time alone, for a list by days. */
    public static AuditRow ofDay(AuditEntry entry, ZoneId zone) {
        return of(entry, Moment.time(entry.at(), zone));
    }

    private static AuditRow of(AuditEntry entry, Moment at) {
        return new AuditRow(entry, at, state(entry.outcome()), word(entry.outcome()));
    }

    /** By days, in the order given. */
    public static List<Day> byDay(List<AuditEntry> entries, ZoneId zone, Clock clock) {
        var today = LocalDate.ofInstant(clock.instant(), zone);
        var days = new ArrayList<Day>();
        for (var entry : entries) {
            var date = LocalDate.ofInstant(entry.at(), zone);
            if (days.isEmpty() || !days.getLast().date().equals(date)) {
                days.add(new Day(title(date, today), date, new ArrayList<>()));
            }
            days.getLast().rows().add(ofDay(entry, zone));
        }
        return days;
    }

    private static String title(LocalDate date, LocalDate today) {
        var day = DAY.format(date);
        if (date.equals(today)) {
            return "Today, " + day;
        }
        return date.equals(today.minusDays(1)) ? "Yesterday, " + day : day;
    }

    static String word(AuditEvent.Outcome outcome) {
        return switch (outcome) {
            case DONE -> "Done";
            case DENIED -> "Denied";
            case FAILED -> "Failed";
        };
    }

    static State state(AuditEvent.Outcome outcome) {
        return switch (outcome) {
            case DONE -> State.GOOD;
            case DENIED -> State.WARN;
            case FAILED -> State.BAD;
        };
    }

    public String via() {
        return switch (entry.actorKind()) {
            case USER -> "signed in";
            case API_KEY -> "by API key";
            case SYSTEM -> "by itself";
            case ANONYMOUS -> "not signed in";
        };
    }

    /** The same in a word, where it is not a person at the screen. */
    public String viaTag() {
        return switch (entry.actorKind()) {
            case API_KEY -> "API key";
            case USER, SYSTEM, ANONYMOUS -> "";
        };
    }
}
