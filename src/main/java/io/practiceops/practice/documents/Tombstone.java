package io.practiceops.practice.documents;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What is left of a document that is gone.
 *
 * @param sha256 of each version, the newest first: whoever still has the bytes can tell
 * @param because why it was disposed of
 */
public record Tombstone(
        UUID id,
        UUID clientId,
        Document.Category category,
        List<String> sha256,
        String because,
        String disposedBy,
        Instant disposedAt) {}
