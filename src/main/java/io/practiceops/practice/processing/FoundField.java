package io.practiceops.practice.processing;

import io.practiceops.practice.processing.Form.FormField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read for one field of a form.
 *
 * @param value as it is kept, see {@link FieldType}; null where nothing was found
 * @param confidence from 0 to 1; 0 where nothing was found
 * @param place where it stands; null where nothing was found
 * @param notes what spoke for or against it, for people
 */
record FoundField(
        FormField field,
        @Nullable String value,
        double confidence,
        @Nullable Box place,
        List<String> notes) {

    /**
     * A rectangle of a page, in points from the left and the top.
     *
     * @param page from 1
     */
    record Box(int page, double left, double top, double width, double height) {

        static Box around(int page, List<Word> words) {
            var left = words.stream().mapToDouble(Word::left).min().orElseThrow();
            var top = words.stream().mapToDouble(Word::top).min().orElseThrow();
            var right = words.stream().mapToDouble(Word::right).max().orElseThrow();
            var bottom = words.stream().mapToDouble(Word::bottom).max().orElseThrow();
            return new Box(page, left, top, right - left, bottom - top);
        }
    }

    static FoundField none(FormField field) {
        return new FoundField(field, null, 0, null, List.of());
    }

    FoundField with(double other, String note) {
        var more = new java.util.ArrayList<>(notes);
        more.add(note);
        return new FoundField(field, value, other, place, List.copyOf(more));
    }
}
