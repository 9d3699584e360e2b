package io.practiceops.practice.documents;

import java.util.UUID;

/** A document is gone for good. Published in the transaction that removes it, before it does. */
public record DocumentDisposed(UUID firmId, UUID documentId) {}
