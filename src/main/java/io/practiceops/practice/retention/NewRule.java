package io.practiceops.practice.retention;

import io.practiceops.foundation.kernel.Invalid;
import io.practiceops.practice.documents.Document.Category;
import io.practiceops.practice.documents.Document.Classification;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A rule of a firm's own, as somebody writes it. */
public record NewRule(
        String name,
        RetentionRule.Scope scope,
        Period period,
        CountedFrom from,
        String source,
        @Nullable String url) {

    /** The same as text, from a form or a program. */
    public record Sent(
            @Nullable String name,
            @Nullable Collection<String> categories,
            @Nullable Collection<String> classifications,
            @Nullable String tag,
            @Nullable String jurisdiction,
            @Nullable String keep,
            @Nullable String from,
            @Nullable String source,
            @Nullable String url) {}

    /** A Problem that names each field that is wrong. */
    public static NewRule of(Sent sent) {
        var period = period(sent.keep);
        var url = tidy(sent.url);
        var jurisdiction = tidy(sent.jurisdiction);
        new Invalid()
                .line("name", sent.name, 200, "Give the rule a name.")
                .line(
                        "source",
                        sent.source,
                        500,
                        "Say where the period is from: a law, an engagement, a policy.")
                .optionalLine("url", url, 500)
                .unless(
                        url == null || url.startsWith("https://") || url.startsWith("http://"),
                        "url",
                        "Begin with https://.")
                .optionalLine("tag", tidy(sent.tag), 40)
                .unless(
                        jurisdiction == null || jurisdiction.matches("[A-Za-z]{2}"),
                        "jurisdiction",
                        "Use the two letters, as in FL.")
                .unless(
                        period != null,
                        "keep",
                        "Write “3650 days” or “10 years”, up to a hundred years.")
                .unless(
                        isOneOf(CountedFrom.class, sent.from),
                        "from",
                        "Choose one of those offered.")
                .unless(
                        areOf(Category.class, sent.categories),
                        "categories",
                        "Choose from those offered.")
                .unless(
                        areOf(Classification.class, sent.classifications),
                        "classifications",
                        "Choose from those offered.")
                .throwIfAny();
        var tag = tidy(sent.tag);
        return new NewRule(
                String.valueOf(sent.name).strip(),
                new RetentionRule.Scope(
                        set(Category.class, sent.categories),
                        set(Classification.class, sent.classifications),
                        tag == null ? null : tag.toLowerCase(Locale.ROOT),
                        jurisdiction == null ? null : jurisdiction.toUpperCase(Locale.ROOT),
                        null),
                java.util.Objects.requireNonNull(period),
                CountedFrom.valueOf(String.valueOf(sent.from)),
                String.valueOf(sent.source).strip(),
                url);
    }

    private static @Nullable Period period(@Nullable String written) {
        try {
            return Period.parse(written == null ? "" : written.strip().replace(",", ""));
        } catch (IllegalArgumentException refused) {
            return null;
        }
    }

    static @Nullable String tidy(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    static <E extends Enum<E>> boolean isOneOf(Class<E> of, @Nullable String name) {
        return Arrays.stream(of.getEnumConstants()).anyMatch(one -> one.name().equals(name));
    }

    static <E extends Enum<E>> boolean areOf(Class<E> of, @Nullable Collection<String> names) {
        return names == null || names.stream().allMatch(name -> isOneOf(of, name));
    }

    static <E extends Enum<E>> Set<E> set(Class<E> of, @Nullable Collection<String> names) {
        return names == null
                ? Set.of()
                : names.stream().map(name -> Enum.valueOf(of, name)).collect(Collectors.toSet());
    }
}
