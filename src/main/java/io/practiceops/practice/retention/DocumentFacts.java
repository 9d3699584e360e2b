package io.practiceops.practice.retention;

import io.practiceops.practice.documents.Document;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What of a document decides how long it is kept.
 *
 * @param uploadedOn when its first version came, in the firm's zone
 * @param state of the client, two letters
 * @param clientEndedOn when the work for the client ended; null while that is not on record
 */
record DocumentFacts(
        UUID document,
        Document.Category category,
        Document.Classification classification,
        @Nullable Integer year,
        List<String> tags,
        LocalDate uploadedOn,
        @Nullable String state,
        @Nullable LocalDate clientEndedOn) {}
