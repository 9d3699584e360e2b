package io.practiceops.practice.processing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.practice.documents.Document;
import io.practiceops.practice.processing.Form.CrossCheck;
import io.practiceops.practice.processing.Form.FormField;
import io.practiceops.practice.processing.Form.Phrase;
import io.practiceops.practice.processing.Form.Place;
import io.practiceops.practice.processing.Form.Term;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The kinds of paper that are told apart, from {@code processing/forms.yaml}. */
final class Forms {

    private static final String FILE = "/processing/forms.yaml";

    /** Read once: it is part of the program. */
    private static final Forms BUNDLED = new Forms(load());

    private final List<Form> all;
    private final double review;
    private final int pages;
    private final Set<String> neverAssigned;

    private Forms(Map<String, Object> file) {
        review = number(file, "review");
        pages = (int) number(file, "pages");
        neverAssigned = Set.copyOf(texts(file, "ein-prefixes-never-assigned"));
        all = maps(file, "forms").stream().map(Forms::form).toList();
        var keys = new HashSet<String>();
        for (var form : all) {
            if (!keys.add(form.key())) {
                throw new IllegalStateException(FILE + " has two forms with the key " + form.key());
            }
            requireKnownFields(form);
        }
    }

    static Forms bundled() {
        return BUNDLED;
    }

    static boolean isEinPrefix(String digits) {
        return !BUNDLED.neverAssigned.contains(digits);
    }

    List<Form> all() {
        return all;
    }

    Optional<Form> find(@Nullable String key) {
        return all.stream().filter(form -> form.key().equals(key)).findFirst();
    }

    /** Fields below this confidence wait for a person. */
    double review() {
        return review;
    }

    /** So many of the first pages tell what a paper is. */
    int pages() {
        return pages;
    }

    private static void requireKnownFields(Form form) {
        for (var check : form.checks()) {
            var names = new HashSet<>(Set.of(check.field()));
            check.terms().forEach(term -> names.add(term.of()));
            for (var name : names) {
                if (form.field(name).isEmpty()) {
                    throw new IllegalStateException(
                            "%s: a check of %s names the field %s, which it does not have"
                                    .formatted(FILE, form.key(), name));
                }
            }
        }
    }

    private static Form form(Map<String, Object> entry) {
        return new Form(
                text(entry, "key"),
                text(entry, "title"),
                text(entry, "category"),
                entry.containsKey("classification")
                        ? Document.Classification.valueOf(text(entry, "classification"))
                        : null,
                text(entry, "source"),
                number(entry, "enough"),
                maps(entry, "phrases").stream()
                        .map(each ->
                                new Phrase(Wording.of(text(each, "text")), number(each, "weight")))
                        .toList(),
                maps(entry, "fields").stream().map(Forms::field).toList(),
                wordings(entry, "wording"),
                maps(entry, "checks").stream().map(Forms::check).toList());
    }

    private static FormField field(Map<String, Object> entry) {
        return new FormField(
                text(entry, "name"),
                text(entry, "title"),
                FieldType.valueOf(text(entry, "type")),
                wordings(entry, "labels"),
                texts(entry, "where").stream().map(Place::valueOf).toList(),
                entry.containsKey("width") ? number(entry, "width") : null,
                Boolean.TRUE.equals(entry.get("optional")));
    }

    private static CrossCheck check(Map<String, Object> entry) {
        return new CrossCheck(
                text(entry, "field"),
                maps(entry, "terms").stream()
                        .map(each ->
                                new Term(text(each, "of"), new BigDecimal(text(each, "times"))))
                        .toList(),
                new BigDecimal(text(entry, "within")),
                entry.containsKey("only-up-to") ? new BigDecimal(text(entry, "only-up-to")) : null);
    }

    private static Map<String, Object> load() {
        try (var stream = Forms.class.getResourceAsStream(FILE)) {
            if (stream == null) {
                throw new IllegalStateException("There is no " + FILE);
            }
            var options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            return new Yaml(new SafeConstructor(options))
                    .load(new InputStreamReader(stream, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + FILE, e);
        }
    }

    private static String text(Map<String, Object> entry, String key) {
        return required(entry, key, String.class);
    }

    private static double number(Map<String, Object> entry, String key) {
        return required(entry, key, Number.class).doubleValue();
    }

    private static List<Wording> wordings(Map<String, Object> entry, String key) {
        return texts(entry, key).stream().map(Wording::of).toList();
    }

    private static List<String> texts(Map<String, Object> entry, String key) {
        return list(entry, key, String.class::cast);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Map<String, Object> entry, String key) {
        return list(entry, key, each -> (Map<String, Object>) each);
    }

    private static <T> List<T> list(
            Map<String, Object> entry, String key, Function<Object, T> each) {
        var made = new ArrayList<T>();
        for (var value : (List<?>) required(entry, key, List.class)) {
            made.add(each.apply(value));
        }
        return List.copyOf(made);
    }

    private static <T> T required(Map<String, Object> entry, String key, Class<T> type) {
        var value = entry.get(key);
        if (!type.isInstance(value)) {
            throw new IllegalStateException(
                    "%s: %s needs %s, a %s; it has %s"
                            .formatted(
                                    FILE,
                                    entry.getOrDefault(
                                            "key", entry.getOrDefault("name", "an entry")),
                                    key,
                                    type.getSimpleName(),
                                    value));
        }
        return type.cast(value);
    }
}
