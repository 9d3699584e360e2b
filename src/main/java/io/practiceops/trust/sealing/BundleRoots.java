package io.practiceops.trust.sealing;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Goes through the roots of a bundle, one at a time, with the one before. */
final class BundleRoots implements AutoCloseable {

    private final ByteLines lines;
    private @Nullable BundleRoot before;
    private @Nullable BundleRoot current;

    BundleRoots(BundleReader bundle) throws IOException {
        lines = bundle.lines(BundleFiles.ROOTS);
        advance();
    }

    void advance() throws IOException {
        before = current == null ? before : current;
        current = lines.next() ? BundleRoot.parse(lines) : null;
    }

    /** Whether the log had not this entry yet. */
    boolean isUpTo(long index) {
        return current != null && current.size() <= index;
    }

    @Nullable BundleRoot before() {
        return before;
    }

    /** Null behind the last. */
    @Nullable BundleRoot current() {
        return current;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
