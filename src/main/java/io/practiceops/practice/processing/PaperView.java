package io.practiceops.practice.processing;

import io.practiceops.foundation.web.Moment;
import io.practiceops.foundation.web.PageContext.State;
import io.practiceops.practice.documents.Document;
import io.practiceops.practice.processing.FoundField.Box;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A paper as a page shows it.
 *
 * @param sure in percent
 * @param page the first page with a figure on it; null where none has a place
 */
public record PaperView(
        Document document,
        int number,
        String key,
        String title,
        int sure,
        String evidence,
        State state,
        String word,
        @Nullable String reviewedBy,
        @Nullable Moment reviewed,
        Moment read,
        List<FieldView> fields,
        @Nullable Integer page) {

    /**
     * A figure as a page shows it.
     *
     * @param shown empty where nothing was found
     * @param sure in percent; null for one a person typed
     */
    public record FieldView(
            String name,
            String title,
            String shown,
            @Nullable Integer sure,
            State state,
            String word,
            String notes,
            @Nullable Place place,
            @Nullable String was,
            @Nullable String correctedBy) {}

    /** Where it stands on its page, in points, a little wider than the words. */
    public record Place(int page, double left, double top, double width, double height) {

        private static final double AROUND = 3;

        static Place of(Box box) {
            return new Place(
                    box.page(),
                    Math.max(0, box.left() - AROUND),
                    Math.max(0, box.top() - AROUND),
                    box.width() + 2 * AROUND,
                    box.height() + 2 * AROUND);
        }
    }

    static PaperView of(Document document, Paper paper, ZoneId zone) {
        var form = paper.form();
        var fields =
                form == null
                        ? List.<FieldView>of()
                        : form.fields().stream()
                                .flatMap(field ->
                                        paper.fields().stream()
                                                .filter(each -> each.name().equals(field.name()))
                                                .map(each -> field(field, each)))
                                .toList();
        return new PaperView(
                document,
                paper.number(),
                form == null ? "" : form.key(),
                form == null ? "Unknown" : form.title(),
                (int) Math.round(paper.confidence() * 100),
                String.join(", ", paper.evidence()),
                state(paper.state()),
                paper.state().title(),
                paper.reviewedBy(),
                paper.reviewedAt() == null ? null : Moment.at(paper.reviewedAt(), zone),
                Moment.at(paper.readAt(), zone),
                fields,
                fields.stream()
                        .map(FieldView::place)
                        .filter(Objects::nonNull)
                        .map(Place::page)
                        .min(Integer::compare)
                        .orElse(null));
    }

    private static FieldView field(Form.FormField field, PaperField found) {
        var value = found.value();
        var box = found.place();
        var original = found.original();
        var corrected = found.correctedAt() != null;
        var doubtful = found.confidence() < Forms.bundled().review();
        return new FieldView(
                field.name(),
                field.title(),
                value == null ? "" : field.type().shown(value),
                corrected || value == null ? null : (int) Math.round(found.confidence() * 100),
                corrected
                        ? State.GOOD
                        : value == null
                                ? field.optional() ? State.UNKNOWN : State.BAD
                                : doubtful ? State.WARN : State.GOOD,
                corrected
                        ? "Corrected"
                        : value == null
                                ? field.optional() ? "Empty" : "Not found"
                                : doubtful ? "Doubtful" : "Sure",
                String.join(" ", found.notes()),
                box == null ? null : Place.of(box),
                corrected && original != null ? field.type().shown(original) : null,
                found.correctedBy());
    }

    static State state(Paper.State state) {
        return switch (state) {
            case ACCEPTED, SURE -> State.GOOD;
            case REVIEW -> State.WARN;
            case UNKNOWN, REJECTED -> State.UNKNOWN;
        };
    }
}
