package io.practiceops.practice.viewing;

import io.practiceops.foundation.web.Moment;
import io.practiceops.practice.viewing.Annotation.Note;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An annotation with its replies, as the viewer lists it beside the page. */
public record NoteRow(
        UUID id, Place place, Line note, @Nullable Line resolved, List<Answer> replies) {

    /**
     * Who said what, when.
     *
     * @param own whether the reader wrote it and may change it
     */
    public record Line(String by, String text, Moment when, boolean changed, boolean own) {}

    public record Answer(UUID id, Line line) {}

    static NoteRow of(Annotation one, Instant now, ZoneId zone) {
        var resolved = one.resolved();
        return new NoteRow(
                one.id(),
                one.place(),
                line(one.note(), now, zone),
                resolved == null
                        ? null
                        : new Line(
                                resolved.by(),
                                "",
                                Moment.from(now, resolved.at(), zone),
                                false,
                                false),
                one.replies().stream()
                        .map(reply -> new Answer(reply.id(), line(reply.note(), now, zone)))
                        .toList());
    }

    private static Line line(Note note, Instant now, ZoneId zone) {
        return new Line(
                note.name(),
                note.text(),
                Moment.from(now, note.made(), zone),
                note.changed() != null,
                Annotations.isOwn(note));
    }
}
