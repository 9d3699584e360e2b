package io.practiceops.practice.documents;

import java.util.UUID;

/**
 * A search of documents under a name. It keeps what to look for, never what was found.
 *
 * @param query as in the address of the page
 */
public record SavedSearch(
        UUID id, String name, String query, UUID owner, String ownerName, boolean shared) {

    public String url() {
        return "/documents?" + query;
    }
}
