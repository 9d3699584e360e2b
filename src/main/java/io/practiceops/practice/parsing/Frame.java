package io.practiceops.practice.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one side says at once: a four-byte length and that many bytes.
 *
 * <p>Neither side believes the other's lengths: a frame longer than the reader allows, or a string
 * or list that does not fit its frame, is an error before any memory is taken for it.
 */
final class Frame {

    private Frame() {}

    /** Writes one part of a frame. */
    interface Part<T> {
        void write(DataOutputStream to, T value) throws IOException;
    }

    /** Reads one part of a frame. */
    interface PartOf<T> {
        T read(DataInputStream from) throws IOException;
    }

    static <T> void send(T value, Part<T> part, OutputStream to) throws IOException {
        var bytes = new ByteArrayOutputStream();
        part.write(new DataOutputStream(bytes), value);
        var out = new DataOutputStream(to);
        out.writeInt(bytes.size());
        bytes.writeTo(out);
        out.flush();
    }

    static DataInputStream receive(InputStream from, long limit) throws IOException {
        var in = new DataInputStream(from);
        var length = in.readInt();
        if (length < 0 || length > limit) {
            throw new IOException(
                    "A frame of %d bytes, where at most %d are allowed".formatted(length, limit));
        }
        var bytes = new byte[length];
        in.readFully(bytes);
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }

    static void writeBytes(DataOutputStream to, byte[] bytes) throws IOException {
        to.writeInt(bytes.length);
        to.write(bytes);
    }

    static byte[] readBytes(DataInputStream from) throws IOException {
        return from.readNBytes(readLength(from));
    }

    static void writeString(DataOutputStream to, String string) throws IOException {
        writeBytes(to, string.getBytes(UTF_8));
    }

    static String readString(DataInputStream from) throws IOException {
        return new String(readBytes(from), UTF_8);
    }

    static void writeNullable(DataOutputStream to, @Nullable String string) throws IOException {
        to.writeBoolean(string != null);
        if (string != null) {
            writeString(to, string);
        }
    }

    static @Nullable String readNullable(DataInputStream from) throws IOException {
        return from.readBoolean() ? readString(from) : null;
    }

    static <T> void writeList(DataOutputStream to, List<T> list, Part<T> part) throws IOException {
        to.writeInt(list.size());
        for (var each : list) {
            part.write(to, each);
        }
    }

    /** Each element takes at least one byte. */
    static <T> List<T> readList(DataInputStream from, PartOf<T> part) throws IOException {
        var length = readLength(from);
        var list = new ArrayList<T>();
        for (var i = 0; i < length; i++) {
            list.add(part.read(from));
        }
        return list;
    }

    private static int readLength(DataInputStream from) throws IOException {
        var length = from.readInt();
        if (length < 0 || length > from.available()) {
            throw new IOException("A length of " + length + " does not fit its frame");
        }
        return length;
    }
}
