package io.practiceops.practice.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an object lies, and what its bytes are bound to: under another firm or name they do not
 * open.
 *
 * @param object random, of one content of one firm
 * @param part null for the content itself, else what was derived from it
 */
record Place(UUID firm, UUID object, @Nullable UUID part) {

    /** All keys of the vault begin so. */
    static final String ROOT = "vault/";

    private static final int SHARD = 2;

    static Place of(UUID firm, UUID object) {
        return new Place(firm, object, null);
    }

    /** The content's key; those of everything derived from it begin with it. */
    String key() {
        var name = object.toString();
        var content = ROOT + firm + "/" + name.substring(0, SHARD) + "/" + name;
        return part == null ? content : content + "+" + part;
    }

    byte[] bound() {
        return key().getBytes(UTF_8);
    }

    /** The id of the row that names an object of this key: of the part, if it is one. */
    static Optional<UUID> idIn(String key) {
        var name = key.substring(Math.max(key.lastIndexOf('/'), key.lastIndexOf('+')) + 1);
        try {
            return Optional.of(UUID.fromString(name));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
