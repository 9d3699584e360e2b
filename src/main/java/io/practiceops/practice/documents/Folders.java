package io.practiceops.practice.documents;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Cursor;
import io.practiceops.foundation.kernel.Slice;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The papers of a client by folder. A folder is there while a document names it. */
@Service
public class Folders {

    private static final int MOST_NAMED = 500;

    private final FolderStore store;
    private final Documents documents;

    Folders(FolderStore store, Documents documents) {
        this.store = store;
        this.documents = documents;
    }

    /**
     * A folder within another.
     *
     * @param path from the top of the client's papers
     * @param documents in it and below
     */
    public record Inner(String path, long documents) {

        public String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /** How many documents of the folder and below are about a year. */
    public record Year(int year, long documents) {}

    /** The folders of a client by name, at most {@value #MOST_NAMED}. */
    @Transactional(readOnly = true)
    public List<String> of(UUID client) {
        Acting.require(Documents.READ);
        return store.names(client, MOST_NAMED);
    }

    /** The folders right within one; empty for the top. */
    @Transactional(readOnly = true)
    public List<Inner> within(UUID client, String folder, @Nullable Integer year) {
        Acting.require(Documents.READ);
        return store.within(client, folder, year);
    }

    @Transactional(readOnly = true)
    public List<Year> years(UUID client, String folder) {
        Acting.require(Documents.READ);
        return store.years(client, folder);
    }

    /** The documents right in a folder, newest first. */
    @Transactional(readOnly = true)
    public Slice<Document> documents(
            UUID client,
            String folder,
            @Nullable Integer year,
            @Nullable String cursor,
            int limit) {
        Acting.require(Documents.READ);
        var after = Cursor.parse(cursor, 1);
        var ids =
                store.documents(
                        client, folder, year, after == null ? null : after.id(0), limit + 1);
        return Slice.of(documents.findAll(ids), limit, document -> Cursor.at(document.id()));
    }

    /** All documents of a folder and below, by folder and name; one more than the most at most. */
    @Transactional(readOnly = true)
    public List<UUID> all(UUID client, String folder, int most) {
        Acting.require(Documents.READ);
        return store.all(client, folder, most + 1);
    }
}
