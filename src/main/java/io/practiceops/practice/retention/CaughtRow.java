package io.practiceops.practice.retention;

import io.practiceops.foundation.web.Moment;
import io.practiceops.practice.documents.Document;

/** A document under a hold as its page shows it. */
public record CaughtRow(Document document, String client, Moment since, boolean later) {}
