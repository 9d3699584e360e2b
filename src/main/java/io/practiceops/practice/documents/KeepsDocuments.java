package io.practiceops.practice.documents;

import java.util.List;
import java.util.UUID;

/** Socket: why a document must stay. Read before one is disposed of. */
public interface KeepsDocuments {

    /** In words, each with the mend; empty when nothing keeps it. */
    List<String> reasons(UUID document);
}
