package io.practiceops.console.overview;

import io.practiceops.foundation.kernel.Panel.Happening;
import io.practiceops.foundation.web.Moment;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Something that happened: today by its time, earlier by its day. */
public record Happened(Moment when, String text, @Nullable String url) {

    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm", Locale.US);
    private static final DateTimeFormatter THIS_YEAR =
            DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.US);
    private static final DateTimeFormatter EARLIER =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.US);

    static Happened of(Happening happening, Instant now, ZoneId zone) {
        var at = happening.at().atZone(zone);
        var today = now.atZone(zone).toLocalDate();
        var form =
                at.toLocalDate().equals(today)
                        ? TODAY
                        : at.getYear() == today.getYear() ? THIS_YEAR : EARLIER;
        var full = Moment.at(happening.at(), zone);
        return new Happened(
                new Moment(form.format(at), full.iso(), full.full(), false),
                happening.text(),
                happening.url());
    }
}
