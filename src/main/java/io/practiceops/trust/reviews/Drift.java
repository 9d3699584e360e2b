package io.practiceops.trust.reviews;

import io.practiceops.trust.access.ApiKey;
import io.practiceops.trust.access.ApiKeys;
import io.practiceops.trust.access.User;
import io.practiceops.trust.access.Users;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What became of people and keys since the snapshot of a review. */
@Component
class Drift {

    private final Users users;
    private final ApiKeys keys;
    private final Snapshot snapshot;

    Drift(Users users, ApiKeys keys, Snapshot snapshot) {
        this.users = users;
        this.keys = keys;
        this.snapshot = snapshot;
    }

    /** By item; without those that are as they were. */
    Map<UUID, Change> since(List<ReviewItem> items) {
        var people = users.all().stream().collect(Collectors.toMap(User::id, Function.identity()));
        var known = keys.ofFirm().stream().collect(Collectors.toMap(ApiKey::id, key -> key));
        var changes = new TreeMap<UUID, Change>();
        for (var item : items) {
            var change =
                    item.kind() == ReviewItem.Kind.PERSON
                            ? change(item, people.get(item.subject()))
                            : change(known.get(item.subject()), people.get(item.person()));
            if (change != null) {
                changes.put(item.id(), change);
            }
        }
        return changes;
    }

    private static @Nullable Change change(ReviewItem item, @Nullable User now) {
        if (now == null || now.disabled()) {
            return new Change("Disabled since", true);
        }
        return now.roles().equals(item.roles())
                ? null
                : new Change("Now " + now.rolesInWords(), false);
    }

    private @Nullable Change change(@Nullable ApiKey now, @Nullable User owner) {
        if (now == null || now.revokedAt() != null) {
            return new Change("Revoked since", true);
        }
        if (!snapshot.works(now)) {
            return new Change("Expired since", true);
        }
        if (owner == null) {
            return new Change("Its owner is gone", true);
        }
        // Not gone: it would work again with its owner.
        return owner.disabled() ? new Change("Its owner is disabled since", false) : null;
    }
}
