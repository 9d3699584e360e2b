package io.practiceops.practice.documents;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file of a folder that is brought in.
 *
 * @param path below that folder, parts between slashes
 * @param size in bytes
 * @param modified in milliseconds since 1970, as the sender's machine says; 0 where it does not
 * @param why it is refused, in words
 * @param sha256 of what was stored, lower-case hex
 * @param documentId null before it is stored, and when that document is gone
 */
public record BatchFile(
        String path,
        long size,
        long modified,
        State state,
        @Nullable String why,
        @Nullable String sha256,
        @Nullable UUID documentId) {

    /** Where it stands. */
    public enum State {
        /** Not here, or not whole. */
        MISSING,
        STORED,
        /** Is not taken as it is. */
        REFUSED
    }

    /** As a page shows the path: no marks that turn it around. */
    public String shown() {
        return SafeNames.withoutTurns(path);
    }
}
