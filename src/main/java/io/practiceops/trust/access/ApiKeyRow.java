package io.practiceops.trust.access;

import io.practiceops.foundation.web.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line of a list of API keys; times are null for what never was or will be. */
public record ApiKeyRow(
        ApiKey key,
        Moment made,
        @Nullable Moment expires,
        @Nullable Moment lastUsed,
        @Nullable Moment revoked,
        boolean expired,
        List<String> scopes) {

    public boolean works() {
        return revoked == null && !expired;
    }
}
