package io.practiceops.practice.documents;

import io.practiceops.foundation.kernel.Invalid;
import io.practiceops.foundation.kernel.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file about to be uploaded. Of a name with folders in it only the last part counts. */
public record NewDocument(UUID clientId, String name, Document.Category category) {

    private static final int LONGEST_NAME = 255;

    public NewDocument {
        name = name.replace('\\', '/');
        name = name.substring(name.lastIndexOf('/') + 1).strip();
        new Invalid()
                .line("file", name, LONGEST_NAME, "Give the file a name.")
                .unless(!name.equals(".") && !name.equals(".."), "file", "Give the file a name.")
                .throwIfAny();
    }

    /** From what a form or program sends; a missing category is OTHER. */
    public static NewDocument of(
            @Nullable String client, @Nullable String name, @Nullable String category) {
        return new NewDocument(clientId(client), name == null ? "" : name, category(category));
    }

    private static UUID clientId(@Nullable String client) {
        try {
            return UUID.fromString(client == null ? "" : client.strip());
        } catch (IllegalArgumentException notAnId) {
            throw Problem.invalid("client", "Choose the client this belongs to.");
        }
    }

    private static Document.Category category(@Nullable String category) {
        if (category == null || category.isBlank()) {
            return Document.Category.OTHER;
        }
        var wanted = category.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(Document.Category.values())
                .filter(known -> known.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("category", "Choose one of the categories."));
    }
}
