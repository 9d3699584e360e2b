package io.practiceops.practice.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;

/** Reads a stream to its end so that its writer never blocks, and remembers the last of it. */
final class StreamTail {

    private static final int KEPT = 8 * 1024;

    private final byte[] ring = new byte[KEPT];
    private final Thread reader;
    private long read;

    /**
     * Not a virtual thread: reading a pipe holds the carrier, and two such readers would hold both
     * of two cores.
     */
    private StreamTail(InputStream stream) {
        reader = Thread.ofPlatform().daemon().name("stream-tail").unstarted(() -> drain(stream));
    }

    static StreamTail of(InputStream stream) {
        var tail = new StreamTail(stream);
        tail.reader.start();
        return tail;
    }

    private void drain(InputStream stream) {
        var chunk = new byte[1024];
        try (stream) {
            for (var n = stream.read(chunk); n >= 0; n = stream.read(chunk)) {
                keep(chunk, n);
            }
        } catch (IOException e) {
            // The writer was killed; what it said until then is kept.
        }
    }

    private synchronized void keep(byte[] chunk, int length) {
        for (var i = 0; i < length; i++) {
            ring[(int) (read++ % KEPT)] = chunk[i];
        }
    }

    /** The last 8 KB. */
    synchronized String text() {
        var length = (int) Math.min(read, KEPT);
        var bytes = new byte[length];
        for (var i = 0; i < length; i++) {
            bytes[i] = ring[(int) ((read - length + i) % KEPT)];
        }
        return new String(bytes, UTF_8).strip();
    }
}
