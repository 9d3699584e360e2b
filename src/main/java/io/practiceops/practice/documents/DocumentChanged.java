package io.practiceops.practice.documents;

import java.util.UUID;

/** A document is called or filed differently. Published in the transaction that changed it. */
public record DocumentChanged(UUID firmId, UUID documentId) {}
