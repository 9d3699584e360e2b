package io.practiceops.foundation.storage;

import io.practiceops.foundation.kernel.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Writes a small object, reads it, and removes it. */
@Component
public class StoreProbe {

    private static final int BYTES = 4096;

    private final ObjectStore store;

    StoreProbe(ObjectStore store) {
        this.store = store;
    }

    /** How long each part took. */
    public record Took(Duration write, Duration read, Duration remove) {

        public Duration all() {
            return write.plus(read).plus(remove);
        }
    }

    /** A Problem that names the mend when the store does not do it, or gives back other bytes. */
    public Took probe() {
        var key = "probe/" + UUID.randomUUID();
        var bytes = new byte[BYTES];
        Arrays.fill(bytes, (byte) key.hashCode());
        var began = System.nanoTime();
        store.put(key, bytes);
        var written = System.nanoTime();
        compare(key, bytes);
        var read = System.nanoTime();
        store.delete(key);
        return new Took(
                Duration.ofNanos(written - began),
                Duration.ofNanos(read - written),
                Duration.ofNanos(System.nanoTime() - read));
    }

    private void compare(String key, byte[] bytes) {
        try (var in = store.open(key, 0)) {
            if (!Arrays.equals(bytes, in.readAllBytes())) {
                throw new IOException("It gave back other bytes than it got");
            }
        } catch (IOException e) {
            throw Problem.unavailable(
                    "The object store does not give back what it got: " + e.getMessage() + ".",
                    "Look at %s.".formatted(store.place()),
                    e);
        }
    }
}
