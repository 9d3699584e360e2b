package io.practiceops.practice.processing;

import io.practiceops.practice.documents.Document;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A kind of paper: how it is told from others, and what is read off it. Data, see {@code
 * processing/forms.yaml}.
 *
 * @param category the category a document of this kind gets when a reviewer agrees
 * @param classification what a document of this kind is where nobody says otherwise; null for what
 *     it is anyway
 * @param source whose wording this is
 * @param enough the weight of phrases at which nothing more is asked for
 * @param wording what else is printed on the form, and so is no value
 */
record Form(
        String key,
        String title,
        String category,
        Document.@Nullable Classification classification,
        String source,
        double enough,
        List<Phrase> phrases,
        List<FormField> fields,
        List<Wording> wording,
        List<CrossCheck> checks) {

    record Phrase(Wording wording, double weight) {}

    /** Where a value stands, seen from its label. */
    enum Place {
        BELOW,
        RIGHT,
        PAGE,
        TOP
    }

    /**
     * A value on the form.
     *
     * @param labels the better ones first
     * @param width how far the value may reach from the left of its label, in points; null for as
     *     far as the next label
     * @param optional whether it may be empty on paper
     */
    record FormField(
            String name,
            String title,
            FieldType type,
            List<Wording> labels,
            List<Place> where,
            @Nullable Double width,
            boolean optional) {}

    /**
     * What values of one paper must have to do with each other: the field is the sum of the terms,
     * give or take.
     *
     * @param onlyUpTo holds only while no term's value is above this; null for always
     */
    record CrossCheck(
            String field, List<Term> terms, BigDecimal within, @Nullable BigDecimal onlyUpTo) {}

    record Term(String of, BigDecimal times) {}

    Optional<FormField> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }
}
