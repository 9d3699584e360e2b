package io.practiceops.trust.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A filter of the trail under a name.
 *
 * @param id null for one that every firm has
 * @param query the filter, as in the address of the page
 * @param owner who made it; null for one that every firm has
 * @param meaning what it shows, or whose it is
 */
public record SavedView(
        @Nullable UUID id,
        String name,
        String query,
        @Nullable UUID owner,
        String meaning,
        boolean shared) {

    public String url() {
        return query.isEmpty() ? "/audit" : "/audit?" + query;
    }
}
