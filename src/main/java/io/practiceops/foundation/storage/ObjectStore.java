package io.practiceops.foundation.storage;

import io.practiceops.foundation.kernel.Problem;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Port: objects by key. An object is written once and appears whole or not at all. Keys are
 * segments of letters, digits and {@code . _ + = -}, parted by slashes; no segment begins with a
 * point, and none is the beginning of another up to a slash. All methods throw a {@link Problem} of
 * type UNAVAILABLE while the store does not answer, and STORAGE_FULL when there is no room.
 */
public interface ObjectStore extends AutoCloseable {

    /** An object that is there. */
    record Stored(String key, long size, Instant writtenAt) {}

    /** Bytes that may still be written, and bytes in all. */
    record Room(long free, long total) {}

    /** Where the objects are, in words for operators. */
    String place();

    /**
     * Begins an object of a length not yet known. It is there, durably, when {@link
     * ObjectWriter#complete} returns; closed before that it never was. Replaces one of that key.
     */
    ObjectWriter write(String key);

    default void put(String key, byte[] bytes) {
        try (var writer = write(key)) {
            writer.write(bytes);
            writer.complete();
        }
    }

    /**
     * The bytes from a position on. The stream throws an IOException when the store fails amid it.
     *
     * @throws ObjectMissing when there is no such object
     */
    InputStream open(String key, long from);

    Optional<Stored> find(String key);

    /** Removes an object; harmless when there is none. */
    void delete(String key);

    /**
     * Objects whose key begins so, by key.
     *
     * @param after the last key of the page before; null for the first page
     */
    List<Stored> list(String prefix, @Nullable String after, int limit);

    /**
     * Removes what writings left that were begun before that time and never completed, and whose
     * key begins so; how many. A store that is this installation's alone may remove those of all
     * keys.
     */
    int discardUnfinished(String prefix, Instant before);

    /** The room there is; empty for a store that does not tell. */
    Optional<Room> room();

    /** Whether the store can be told to refuse removal until a time. */
    boolean canRetain();

    /**
     * Has the store itself refuse to remove or replace this object until then, whoever asks.
     *
     * @throws Problem of type CONFLICT when the store cannot; see {@link #canRetain}
     */
    void retain(String key, Instant until);

    /** Until when the store refuses to remove the object; empty where nothing was asked. */
    Optional<Instant> retainedUntil(String key);

    /** Lets go of connections. */
    @Override
    default void close() {}
}
