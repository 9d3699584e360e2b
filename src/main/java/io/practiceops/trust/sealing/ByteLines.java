package io.practiceops.trust.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.trust.tlog.Malformed;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The lines of a file in one buffer that is used again and again. What {@link #buffer()} holds of a
 * line is valid until the next.
 */
final class ByteLines implements AutoCloseable {

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NEWLINES = 0x0a0a0a0a0a0a0a0aL;
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;
    private static final int BUFFER = 1 << 18;

    private final String name;
    private final InputStream in;
    private final int longest;
    private byte[] buffer = new byte[BUFFER];
    private int start;
    private int end;
    private int next;
    private int filled;

    ByteLines(String name, InputStream in, int longest) {
        this.name = name;
        this.in = in;
        this.longest = longest;
    }

    /**
     * Goes on to the next line; false behind the last.
     *
     * @throws Malformed when a line is too long, or the last does not end
     */
    boolean next() throws IOException {
        start = next;
        var from = start;
        while (true) {
            var newline = newline(from);
            if (newline >= 0) {
                end = newline;
                next = newline + 1;
                return true;
            }
            from = filled - start;
            if (!fill()) {
                if (filled > start) {
                    throw new Malformed("The last line of %s is cut off.".formatted(name));
                }
                return false;
            }
            from += start;
        }
    }

    /** Eight bytes at a time: a zero byte of the exclusive or is a newline. */
    private int newline(int from) {
        var i = from;
        for (; i + 8 <= filled; i += 8) {
            var word = (long) LONGS.get(buffer, i) ^ NEWLINES;
            var zeros = (word - ONES) & ~word & TOPS;
            if (zeros != 0) {
                return i + (Long.numberOfTrailingZeros(zeros) >>> 3);
            }
        }
        for (; i < filled; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Reads more behind the line begun, which moves to the front. */
    private boolean fill() throws IOException {
        var begun = filled - start;
        if (begun > longest) {
            throw new Malformed("A line of %s is longer than %d bytes.".formatted(name, longest));
        }
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, begun);
        }
        if (begun == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        start = 0;
        next = 0;
        filled = begun;
        var read = in.read(buffer, filled, buffer.length - filled);
        filled += Math.max(read, 0);
        return read > 0;
    }

    byte[] buffer() {
        return buffer;
    }

    int offset() {
        return start;
    }

    int length() {
        return end - start;
    }

    byte[] bytes() {
        return Arrays.copyOfRange(buffer, start, end);
    }

    String text() {
        return new String(buffer, start, end - start, UTF_8);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
