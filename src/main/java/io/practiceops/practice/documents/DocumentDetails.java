package io.practiceops.practice.documents;

import io.practiceops.foundation.kernel.Invalid;
import io.practiceops.foundation.kernel.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a document is called and how it is filed.
 *
 * @param name of a name with folders in it only the last part counts
 * @param folder within the client's papers, parts between slashes; empty for none
 * @param year it is about; null where it is about none
 */
public record DocumentDetails(
        UUID clientId,
        String name,
        String folder,
        Document.Category category,
        Document.Classification classification,
        @Nullable Integer year,
        List<String> tags) {

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_FOLDER = 400;
    private static final int LONGEST_TAG = 40;
    private static final int MOST_TAGS = 20;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2199;

    public DocumentDetails {
        name = fileName(name);
        folder = parts(folder);
        tags = tags(tags);
        new Invalid()
                .optionalLine("folder", folder, LONGEST_FOLDER)
                .unless(
                        year == null || (year >= FIRST_YEAR && year <= LAST_YEAR),
                        "year",
                        "A year has four digits, as in 2026.")
                .unless(tags.size() <= MOST_TAGS, "tags", "At most 20 tags.")
                .unless(
                        tags.stream().allMatch(tag -> tag.length() <= LONGEST_TAG),
                        "tags",
                        "A tag has at most 40 characters.")
                .throwIfAny();
    }

    /** The last part of what a file is called; a Problem when that is no name. */
    static String fileName(String sent) {
        var path = SafeNames.withoutTurns(sent).replace('\\', '/');
        var name = path.substring(path.lastIndexOf('/') + 1).strip();
        new Invalid()
                .line("file", name, LONGEST_NAME, "Give the file a name.")
                .unless(!name.equals(".") && !name.equals(".."), "file", "Give the file a name.")
                .throwIfAny();
        return name;
    }

    /** Of a client, with nothing else said of it. */
    public DocumentDetails(UUID clientId, String name, Document.Category category) {
        this(clientId, name, "", category, Document.Classification.CONFIDENTIAL, null, List.of());
    }

    /**
     * As a form or program sends it. A missing category is OTHER, a missing classification
     * CONFIDENTIAL.
     */
    public static DocumentDetails of(Sent sent) {
        return new DocumentDetails(
                clientId(sent.client),
                sent.name == null ? "" : sent.name,
                sent.folder == null ? "" : sent.folder,
                choice("category", Document.Category.OTHER, sent.category),
                choice("classification", Document.Classification.CONFIDENTIAL, sent.classification),
                year(sent.year),
                sent.tags == null ? List.of() : Arrays.asList(sent.tags.split(",", -1)));
    }

    /**
     * The same as text.
     *
     * @param tags between commas
     */
    public record Sent(
            @Nullable String client,
            @Nullable String name,
            @Nullable String folder,
            @Nullable String category,
            @Nullable String classification,
            @Nullable String year,
            @Nullable String tags) {}

    private static UUID clientId(@Nullable String client) {
        try {
            return UUID.fromString(client == null ? "" : client.strip());
        } catch (IllegalArgumentException notAnId) {
            throw Problem.invalid("client", "Choose the client this belongs to.");
        }
    }

    private static <E extends Enum<E>> E choice(String field, E missing, @Nullable String sent) {
        if (sent == null || sent.isBlank()) {
            return missing;
        }
        var wanted = sent.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(missing.getDeclaringClass().getEnumConstants())
                .filter(known -> known.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> Problem.invalid(field, "Choose one of those offered."));
    }

    private static @Nullable Integer year(@Nullable String sent) {
        if (sent == null || sent.isBlank()) {
            return null;
        }
        try {
            return Integer.valueOf(sent.strip());
        } catch (NumberFormatException notANumber) {
            throw Problem.invalid("year", "A year has four digits, as in 2026.");
        }
    }

    private static String parts(String folder) {
        var parts =
                Stream.of(SafeNames.withoutTurns(folder).replace('\\', '/').split("/", -1))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
        if (parts.contains("..") || parts.contains(".")) {
            throw Problem.invalid("folder", "A folder is named from the top, without dots.");
        }
        return String.join("/", parts);
    }

    private static List<String> tags(List<String> tags) {
        return tags.stream()
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .map(tag -> tag.toLowerCase(Locale.ROOT))
                .distinct()
                .sorted()
                .toList();
    }
}
