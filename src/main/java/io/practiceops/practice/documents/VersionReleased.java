package io.practiceops.practice.documents;

import java.util.UUID;

/**
 * A version was checked and may be opened. Published in the transaction that says so.
 *
 * @param mediaType told from the content
 */
public record VersionReleased(UUID firmId, UUID documentId, int number, String mediaType) {}
