package io.practiceops.practice.documents;

import java.util.UUID;

/**
 * A version is on record and its bytes are kept; nobody may open it until it is released. Published
 * in the transaction that stores it.
 */
public record VersionStored(UUID firmId, UUID documentId, int number) {}
