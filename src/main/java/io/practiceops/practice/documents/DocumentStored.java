package io.practiceops.practice.documents;

import java.util.UUID;

/** A document is on record and its bytes are kept. */
public record DocumentStored(UUID firmId, UUID documentId) {}
