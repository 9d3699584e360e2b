package io.practiceops.practice.retention;

import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Invalid;
import io.practiceops.practice.documents.Document.Category;
import io.practiceops.practice.documents.Document.Classification;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A hold to place.
 *
 * @param documents to begin with, for one over documents one by one
 */
public record NewHold(String name, String reason, Hold.Covers covers, List<UUID> documents) {

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2199;

    /** The same as text, from a form or a program. */
    public record Sent(
            @Nullable String name,
            @Nullable String reason,
            @Nullable String scope,
            @Nullable String client,
            @Nullable Collection<String> documents,
            @Nullable Collection<String> categories,
            @Nullable Collection<String> classifications,
            @Nullable String yearFrom,
            @Nullable String yearTo,
            @Nullable String tag,
            boolean future) {}

    /** A Problem that names each field that is wrong. */
    public static NewHold of(Sent sent) {
        var isFilter = Hold.Scope.FILTER.name().equals(sent.scope);
        var client = NewRule.tidy(sent.client);
        new Invalid()
                .line("name", sent.name, 200, "Give the hold the name of its case or matter.")
                .line("reason", sent.reason, 1000, "Say why these papers must be kept.")
                .unless(
                        NewRule.isOneOf(Hold.Scope.class, sent.scope),
                        "scope",
                        "Choose what it is over.")
                .unless(
                        client != null || !Hold.Scope.CLIENT.name().equals(sent.scope),
                        "client",
                        "Choose the client.")
                .unless(isYear(sent.yearFrom), "yearFrom", "A year has four digits, as in 2024.")
                .unless(isYear(sent.yearTo), "yearTo", "A year has four digits, as in 2026.")
                .unless(
                        NewRule.areOf(Category.class, sent.categories),
                        "categories",
                        "Choose from those offered.")
                .unless(
                        NewRule.areOf(Classification.class, sent.classifications),
                        "classifications",
                        "Choose from those offered.")
                .unless(
                        !isFilter || client != null || isNarrow(sent),
                        "scope",
                        "Narrow the filter by at least one thing; as it is it would hold every document of the firm.")
                .throwIfAny();
        var scope = Hold.Scope.valueOf(String.valueOf(sent.scope));
        return new NewHold(
                String.valueOf(sent.name).strip(),
                String.valueOf(sent.reason).strip(),
                covers(sent, scope, client == null ? null : Ids.parse(client, "client")),
                scope != Hold.Scope.DOCUMENTS
                        ? List.of()
                        : Objects.requireNonNullElse(sent.documents, List.<String>of()).stream()
                                .map(id -> Ids.parse(id, "document"))
                                .distinct()
                                .toList());
    }

    private static Hold.Covers covers(Sent sent, Hold.Scope scope, @Nullable UUID client) {
        return switch (scope) {
            case DOCUMENTS -> Hold.Covers.documents();
            case CLIENT -> Hold.Covers.client(Objects.requireNonNull(client));
            case FILTER -> {
                var tag = NewRule.tidy(sent.tag);
                yield new Hold.Covers(
                        scope,
                        client,
                        NewRule.set(Category.class, sent.categories),
                        NewRule.set(Classification.class, sent.classifications),
                        year(sent.yearFrom),
                        year(sent.yearTo),
                        tag == null ? null : tag.toLowerCase(Locale.ROOT),
                        sent.future);
            }
        };
    }

    private static boolean isNarrow(Sent sent) {
        return (sent.categories != null && !sent.categories.isEmpty())
                || (sent.classifications != null && !sent.classifications.isEmpty())
                || NewRule.tidy(sent.yearFrom) != null
                || NewRule.tidy(sent.yearTo) != null
                || NewRule.tidy(sent.tag) != null;
    }

    private static boolean isYear(@Nullable String written) {
        try {
            var year = year(written);
            return year == null || (year >= FIRST_YEAR && year <= LAST_YEAR);
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }

    private static @Nullable Integer year(@Nullable String written) {
        var tidy = NewRule.tidy(written);
        return tidy == null ? null : Integer.valueOf(tidy);
    }
}
