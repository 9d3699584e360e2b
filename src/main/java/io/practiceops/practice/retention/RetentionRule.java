package io.practiceops.practice.retention;

import io.practiceops.practice.documents.Document.Category;
import io.practiceops.practice.documents.Document.Classification;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long which papers are kept, and who says so.
 *
 * @param id of a rule that comes with PracticeOps its name in the file, of a firm's own an
 *     identifier
 * @param version counts its changes
 * @param verifiedOn when somebody read the source itself; null where nobody has
 * @param isOfFirm the firm's own, made in the console
 */
public record RetentionRule(
        String id,
        int version,
        String name,
        Scope scope,
        Period period,
        CountedFrom from,
        String source,
        @Nullable String url,
        LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo,
        @Nullable LocalDate verifiedOn,
        @Nullable String verifier,
        @Nullable String note,
        boolean isOfFirm) {

    /**
     * What a rule applies to. Empty sets and nulls stand for everything.
     *
     * @param jurisdiction the client's state
     * @param practice the kind of firm; not on record, so it excludes nobody
     */
    public record Scope(
            Set<Category> categories,
            Set<Classification> classifications,
            @Nullable String tag,
            @Nullable String jurisdiction,
            @Nullable Practice practice) {

        public Scope {
            categories = Set.copyOf(categories);
            classifications = Set.copyOf(classifications);
        }

        boolean fits(DocumentFacts document) {
            return (categories.isEmpty() || categories.contains(document.category()))
                    && (classifications.isEmpty()
                            || classifications.contains(document.classification()))
                    && (tag == null || document.tags().contains(tag))
                    && (jurisdiction == null || jurisdiction.equals(document.state()));
        }

        /** Whether whatever fits the other fits this too. */
        boolean covers(Scope other) {
            return (categories.isEmpty()
                            || (!other.categories.isEmpty()
                                    && categories.containsAll(other.categories)))
                    && (classifications.isEmpty()
                            || (!other.classifications.isEmpty()
                                    && classifications.containsAll(other.classifications)))
                    && (tag == null || tag.equals(other.tag))
                    && (jurisdiction == null || jurisdiction.equals(other.jurisdiction));
        }

        public String words() {
            var parts =
                    Stream.of(
                                    categories.isEmpty()
                                            ? "Every category"
                                            : categories.size() == Category.values().length - 1
                                                    ? "Every category but " + left()
                                                    : titles(),
                                    classifications.isEmpty() ? null : classified(),
                                    tag == null ? null : "tagged “%s”".formatted(tag),
                                    jurisdiction == null ? null : "clients in " + jurisdiction,
                                    practice == null ? null : practice.words())
                            .filter(part -> part != null)
                            .toList();
            return String.join(" · ", parts);
        }

        private String titles() {
            return categories.stream()
                    .sorted()
                    .map(Category::title)
                    .collect(Collectors.joining(", "));
        }

        private String left() {
            return Stream.of(Category.values())
                    .filter(one -> !categories.contains(one))
                    .map(one -> one.title().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining());
        }

        private String classified() {
            return classifications.stream()
                    .sorted()
                    .map(Classification::title)
                    .collect(Collectors.joining(", "));
        }
    }

    /** The kind of firm a rule is about. */
    public enum Practice {
        LAW("law practices"),
        ACCOUNTING("accounting practices");

        private final String words;

        Practice(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    boolean isInForce(LocalDate day) {
        return !effectiveFrom.isAfter(day) && (effectiveTo == null || !effectiveTo.isBefore(day));
    }

    /** “2,555 days from the day it came” */
    public String words() {
        return period.unit() == Period.Unit.DAYS
                ? "%s from %s".formatted(period.words(), from.title())
                : "%s %s".formatted(period.words(), from.title());
    }
}
