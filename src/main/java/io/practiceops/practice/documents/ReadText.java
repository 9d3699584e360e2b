package io.practiceops.practice.documents;

import java.util.UUID;

/** Task: read the text of a document and make it searchable. */
record ReadText(UUID document) {}
