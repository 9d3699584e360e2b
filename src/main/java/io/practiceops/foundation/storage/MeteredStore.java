package io.practiceops.foundation.storage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells the meters how long each operation took, how it ended, and how many bytes went in. */
final class MeteredStore implements ObjectStore {

    private final ObjectStore store;
    private final MeterRegistry meters;
    private final Counter written;

    MeteredStore(ObjectStore store, MeterRegistry meters) {
        this.store = store;
        this.meters = meters;
        this.written =
                Counter.builder("practiceops.storage.written")
                        .baseUnit("bytes")
                        .description("Bytes given to the object store")
                        .register(meters);
    }

    private <T> T timed(String operation, Supplier<T> work) {
        var sample = Timer.start(meters);
        var outcome = "failed";
        try {
            var result = work.get();
            outcome = "done";
            return result;
        } catch (ObjectMissing e) {
            outcome = "missing";
            throw e;
        } finally {
            sample.stop(
                    Timer.builder("practiceops.storage.operation")
                            .description("Operations of the object store")
                            .tag("operation", operation)
                            .tag("outcome", outcome)
                            .register(meters));
        }
    }

    private void timed(String operation, Runnable work) {
        var _ =
                timed(
                        operation,
                        () -> {
                            work.run();
                            return true;
                        });
    }

    @Override
    public String place() {
        return store.place();
    }

    @Override
    public ObjectWriter write(String key) {
        return new MeteredWriter(store.write(key));
    }

    private final class MeteredWriter extends ObjectWriter {

        private final ObjectWriter writer;

        MeteredWriter(ObjectWriter writer) {
            this.writer = writer;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            writer.write(bytes, offset, length);
            written.increment(length);
        }

        @Override
        public void complete() {
            timed("complete", writer::complete);
        }

        @Override
        public void close() {
            writer.close();
        }
    }

    @Override
    public InputStream open(String key, long from) {
        return timed("open", () -> store.open(key, from));
    }

    @Override
    public Optional<Stored> find(String key) {
        return timed("find", () -> store.find(key));
    }

    @Override
    public void delete(String key) {
        timed("delete", () -> store.delete(key));
    }

    @Override
    public List<Stored> list(String prefix, @Nullable String after, int limit) {
        return timed("list", () -> store.list(prefix, after, limit));
    }

    @Override
    public int discardUnfinished(String prefix, Instant before) {
        return store.discardUnfinished(prefix, before);
    }

    @Override
    public Optional<Room> room() {
        return store.room();
    }

    @Override
    public boolean canRetain() {
        return store.canRetain();
    }

    @Override
    public void retain(String key, Instant until) {
        timed("retain", () -> store.retain(key, until));
    }

    @Override
    public Optional<Instant> retainedUntil(String key) {
        return store.retainedUntil(key);
    }

    @Override
    public void close() {
        store.close();
    }
}
