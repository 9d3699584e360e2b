package io.practiceops.practice.retention;

import io.practiceops.practice.documents.Document;

/** A document due for disposal as the list shows it. */
public record DueRow(Document document, String client, String until) {}
