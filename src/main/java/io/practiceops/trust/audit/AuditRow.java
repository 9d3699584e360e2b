package io.practiceops.trust.audit;

import io.practiceops.foundation.web.Moment;
import io.practiceops.foundation.web.PageContext.State;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** An entry as pages show it. */
public record AuditRow(AuditEntry entry, Moment at, State state, String outcome) {

    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss", Locale.US);

    static AuditRow of(AuditEntry entry, ZoneId zone) {
        var day = Moment.at(entry.at(), zone);
        var text = TO_THE_SECOND.format(entry.at().atZone(zone));
        return new AuditRow(
                entry,
                new Moment(text, day.iso(), day.full(), false),
                state(entry.outcome()),
                word(entry.outcome()));
    }

    static String word(AuditEvent.Outcome outcome) {
        return switch (outcome) {
            case DONE -> "Done";
            case DENIED -> "Denied";
            case FAILED -> "Failed";
        };
    }

    private static State state(AuditEvent.Outcome outcome) {
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
}
