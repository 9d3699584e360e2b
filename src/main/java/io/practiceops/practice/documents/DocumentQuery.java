package io.practiceops.practice.documents;

import io.practiceops.foundation.database.SearchIndex;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.Links;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What to look for among documents, as an address says it; null for what does not matter.
 *
 * @param q words, "a phrase", -without, or
 * @param kind of file: {@link FileKind}
 * @param folder with all that is in it
 * @param by the name of whoever brought in the newest version
 * @param state {@link Standing} of the newest version
 * @param from the first day of the firm's zone on which it came
 * @param until the last one
 */
public record DocumentQuery(
        @Nullable String q,
        @Nullable String client,
        @Nullable String category,
        @Nullable String year,
        @Nullable String classification,
        @Nullable String kind,
        @Nullable String tag,
        @Nullable String folder,
        @Nullable String by,
        @Nullable String state,
        @Nullable String from,
        @Nullable String until) {

    /** Kinds of files, as the search index names them. */
    public enum FileKind {
        PDF("PDF"),
        WORD("Word"),
        TABLE("Table"),
        MAIL("E-mail"),
        PICTURE("Picture"),
        TEXT("Text"),
        OTHER("Other");

        private final String title;

        FileKind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** How far the newest version is, as the search index names it. */
    public enum Standing {
        QUARANTINED("Being checked"),
        WAITING("Being read"),
        SEARCHABLE("Searchable"),
        NO_TEXT("No text inside"),
        UNREADABLE("Not readable"),
        BLOCKED("Blocked");

        private final String title;

        Standing(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    public DocumentQuery {
        q = tidy(q);
        client = tidy(client);
        category = tidy(category);
        year = tidy(year);
        classification = tidy(classification);
        kind = tidy(kind);
        tag = tidy(tag);
        folder = tidy(folder);
        by = tidy(by);
        state = tidy(state);
        from = tidy(from);
        until = tidy(until);
    }

    /** Words alone. */
    public static DocumentQuery of(@Nullable String words) {
        return new DocumentQuery(
                words, null, null, null, null, null, null, null, null, null, null, null);
    }

    public boolean isEmpty() {
        return parameters().isEmpty();
    }

    /** Whether it narrows by more than words. */
    public boolean isNarrowed() {
        return parameters().keySet().stream().anyMatch(name -> !name.equals("q"));
    }

    /** The client asked for; a Problem where the text is no identifier. */
    public @Nullable UUID clientId() {
        return client == null ? null : Ids.parse(client, "client");
    }

    SearchIndex.Wanted wanted(ZoneId zone, @Nullable UUID before) {
        var facets = new ArrayList<String>();
        facet(facets, "client", client);
        facet(facets, "category", known("category", category, Document.Category.class));
        facet(
                facets,
                "classification",
                known("classification", classification, Document.Classification.class));
        facet(facets, "year", year);
        facet(facets, "kind", known("kind", kind, FileKind.class));
        facet(facets, "state", known("state", state, Standing.class));
        facet(facets, "tag", lower(tag));
        facet(facets, "by", lower(by));
        facet(facets, "folder", folder == null ? null : lower(folder.replaceAll("^/+|/+$", "")));
        var since = day("from", from);
        var last = day("until", until);
        var end =
                last == null ? null : Ids.firstOf(last.plusDays(1).atStartOfDay(zone).toInstant());
        return new SearchIndex.Wanted(
                Documents.KIND,
                q == null ? "" : q,
                facets,
                since == null ? null : Ids.firstOf(since.atStartOfDay(zone).toInstant()),
                before == null || (end != null && isEarlier(end, before)) ? end : before);
    }

    /** As PostgreSQL sorts them, byte by byte; Java's own order takes the first bit for a sign. */
    private static boolean isEarlier(UUID one, UUID other) {
        return one.toString().compareTo(other.toString()) < 0;
    }

    /** What nothing can be is a mistake of the asking, not a search that finds nothing. */
    private static <E extends Enum<E>> @Nullable String known(
            String field, @Nullable String value, Class<E> of) {
        var asked = upper(value);
        if (asked != null
                && Arrays.stream(of.getEnumConstants())
                        .noneMatch(one -> one.name().equals(asked))) {
            throw Problem.invalid(
                    field,
                    "There is no %s “%s”. Known are %s."
                            .formatted(
                                    field,
                                    value,
                                    Arrays.stream(of.getEnumConstants())
                                            .map(Enum::name)
                                            .collect(Collectors.joining(", "))));
        }
        return asked;
    }

    private static void facet(List<String> facets, String name, @Nullable String value) {
        if (value != null) {
            facets.add(name + ":" + value);
        }
    }

    private static @Nullable LocalDate day(String field, @Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException notADay) {
            throw Problem.invalid(field, "Write a day as in 2026-11-22.");
        }
    }

    /** What is set, by name. */
    public Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        put(parameters, "q", q);
        put(parameters, "client", client);
        put(parameters, "category", category);
        put(parameters, "year", year);
        put(parameters, "classification", classification);
        put(parameters, "kind", kind);
        put(parameters, "tag", tag);
        put(parameters, "folder", folder);
        put(parameters, "by", by);
        put(parameters, "state", state);
        put(parameters, "from", from);
        put(parameters, "until", until);
        return parameters;
    }

    /** The page with this search, at the cursor. */
    public String url(@Nullable String cursor) {
        var text = text();
        var at = cursor == null ? "" : "cursor=" + cursor;
        var both = text.isEmpty() || at.isEmpty() ? text + at : text + "&" + at;
        return both.isEmpty() ? "/documents" : "/documents?" + both;
    }

    /** The search alone, in one order, so that equal searches have equal texts. */
    public String text() {
        return parameters().entrySet().stream()
                .map(one -> one.getKey() + "=" + Links.encoded(one.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static void put(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }

    private static @Nullable String tidy(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static @Nullable String upper(@Nullable String text) {
        return text == null ? null : text.toUpperCase(Locale.ROOT);
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }
}
