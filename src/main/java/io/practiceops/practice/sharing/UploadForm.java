package io.practiceops.practice.sharing;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.practice.documents.Document;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An upload link as its form sends it.
 *
 * @param expires the last day it works
 * @param wishes one a line
 */
public record UploadForm(
        @Nullable UUID client,
        String recipient,
        String note,
        String expires,
        String folder,
        String category,
        String wishes,
        String mostFiles) {

    public UploadForm {
        recipient = Objects.requireNonNullElse(recipient, "");
        note = Objects.requireNonNullElse(note, "");
        expires = Objects.requireNonNullElse(expires, "");
        folder = Objects.requireNonNullElse(folder, "");
        category = Objects.requireNonNullElse(category, "");
        wishes = Objects.requireNonNullElse(wishes, "");
        mostFiles = Objects.requireNonNullElse(mostFiles, "");
    }

    static UploadForm blank(UUID client, String recipient, LocalDate expires) {
        return new UploadForm(
                client,
                recipient,
                "",
                expires.toString(),
                "",
                Document.Category.OTHER.name(),
                "",
                Integer.toString(NewUploadLink.USUAL_FILES));
    }

    NewUploadLink wanted(@Nullable String password, ZoneId zone, Instant now) {
        return new NewUploadLink(
                new NewLink(recipient, note, password, ShareForm.life(expires, zone, now)),
                ofClient(),
                folder,
                chosen(),
                wishes.lines().toList(),
                most(),
                NewUploadLink.USUAL_BYTES);
    }

    UUID ofClient() {
        if (client == null) {
            throw Problem.invalid("client", "Choose the client who is asked.");
        }
        return client;
    }

    private Document.Category chosen() {
        return Arrays.stream(Document.Category.values())
                .filter(known -> known.name().equals(category))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("category", "Choose one of those offered."));
    }

    private int most() {
        try {
            return Integer.parseInt(mostFiles.strip());
        } catch (NumberFormatException notANumber) {
            throw Problem.invalid("mostFiles", "From 1 to 1,000 files.");
        }
    }
}
