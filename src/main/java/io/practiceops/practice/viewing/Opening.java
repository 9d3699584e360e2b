package io.practiceops.practice.viewing;

import io.practiceops.practice.documents.Document;
import io.practiceops.practice.documents.Version;
import java.util.UUID;

/** A version opened by somebody to be looked at: on record, and what its pages are given for. */
public record Opening(UUID id, Document document, Version version) {}
