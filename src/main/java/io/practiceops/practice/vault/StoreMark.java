package io.practiceops.practice.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.foundation.storage.ObjectStore;
import java.io.IOException;
import java.util.List;

/**
 * An object that says which database the store belongs to: by the moment its first key was made,
 * which a database brought back from a backup has too, and no other.
 */
final class StoreMark {

    static final String KEY = "vault-belongs-to";

    private static final int LONGEST = 200;

    private final ObjectStore objects;
    private final String ours;

    /**
     * The mark of this database.
     *
     * @param generations of its keys, oldest first
     */
    StoreMark(ObjectStore objects, List<Generation> generations) {
        this.objects = objects;
        this.ours =
                generations.stream()
                        .findFirst()
                        .map(first -> first.id() + " " + first.madeAt())
                        .orElse("no key");
    }

    boolean isThere() {
        return objects.find(KEY).isPresent();
    }

    /** Without effect in a store that has no mark yet. */
    void requireOurs() throws IOException {
        if (!isThere()) {
            return;
        }
        try (var in = objects.open(KEY, 0)) {
            var found = new String(in.readNBytes(LONGEST), UTF_8);
            if (!found.equals(ours)) {
                throw new IllegalStateException(
                        "The store belongs to the database with the key \"%s\", and this one has \"%s\", so nothing was removed. If it is right nevertheless, delete the object %s."
                                .formatted(found, ours, KEY));
            }
        }
    }

    void leave() {
        objects.put(KEY, ours.getBytes(UTF_8));
    }
}
