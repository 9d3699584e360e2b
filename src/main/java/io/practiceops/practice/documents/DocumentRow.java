package io.practiceops.practice.documents;

import io.practiceops.foundation.web.Marked;
import io.practiceops.foundation.web.Moment;
import java.util.List;

/**
 * A line of a list of documents.
 *
 * @param client the client's name
 * @param snippet words around a match; empty without a search
 */
public record DocumentRow(
        Document document, String client, Moment uploaded, List<Marked> snippet) {}
