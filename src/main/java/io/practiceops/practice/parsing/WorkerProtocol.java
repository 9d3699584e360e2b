package io.practiceops.practice.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.practice.parsing.ExtractionFailed.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the server and a text worker say to each other: one request, one answer, each a frame of a
 * four-byte length and that many bytes.
 *
 * <p>Neither side believes the other's lengths: a frame longer than the reader allows is an error
 * before any memory is taken for it.
 */
final class WorkerProtocol {

    /** Room in a frame for all that is not text. */
    private static final int OVERHEAD = 64 * 1024;

    private static final int MOST_BYTES_PER_UTF16_UNIT = 3;

    private WorkerProtocol() {}

    /** Read the text of this file, whose name among people is only a hint. */
    record Request(Path file, String fileName, int maxCharacters) {}

    /** What came of it. */
    sealed interface Answer permits Extracted, Refusal {}

    /** There is no text to be had, and why. */
    record Refusal(Reason reason, @Nullable String mediaType) implements Answer {}

    static void send(Request request, OutputStream to) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var frame = new DataOutputStream(bytes);
        writeString(frame, request.file.toString());
        writeString(frame, request.fileName);
        frame.writeInt(request.maxCharacters);
        writeFrame(to, bytes);
    }

    /** The next request, or null when the server has nothing more to ask. */
    static @Nullable Request receiveRequest(InputStream from) throws IOException {
        DataInputStream frame;
        try {
            frame = readFrame(from, OVERHEAD);
        } catch (EOFException e) {
            return null;
        }
        return new Request(Path.of(readString(frame)), readString(frame), frame.readInt());
    }

    static void send(Answer answer, OutputStream to) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var frame = new DataOutputStream(bytes);
        switch (answer) {
            case Extracted(var mediaType, var text, var pages, var truncated) -> {
                frame.writeBoolean(true);
                writeString(frame, mediaType);
                writeString(frame, text);
                frame.writeInt(pages == null ? -1 : pages);
                frame.writeBoolean(truncated);
            }
            case Refusal(var reason, var mediaType) -> {
                frame.writeBoolean(false);
                writeString(frame, reason.name());
                writeString(frame, mediaType == null ? "" : mediaType);
            }
        }
        writeFrame(to, bytes);
    }

    static Answer receiveAnswer(InputStream from, int maxCharacters) throws IOException {
        var limit = OVERHEAD + (long) maxCharacters * MOST_BYTES_PER_UTF16_UNIT;
        var frame = readFrame(from, limit);
        if (frame.readBoolean()) {
            var mediaType = readString(frame);
            var text = readString(frame);
            var pages = frame.readInt();
            return new Extracted(mediaType, text, pages < 0 ? null : pages, frame.readBoolean());
        }
        var reason = reason(readString(frame));
        var mediaType = readString(frame);
        return new Refusal(reason, mediaType.isEmpty() ? null : mediaType);
    }

    private static Reason reason(String name) throws IOException {
        try {
            return Reason.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IOException("A text worker gave a reason there is none of", e);
        }
    }

    private static void writeFrame(OutputStream to, ByteArrayOutputStream bytes)
            throws IOException {
        var out = new DataOutputStream(to);
        out.writeInt(bytes.size());
        bytes.writeTo(out);
        out.flush();
    }

    private static DataInputStream readFrame(InputStream from, long limit) throws IOException {
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

    private static void writeString(DataOutputStream to, String string) throws IOException {
        var bytes = string.getBytes(UTF_8);
        to.writeInt(bytes.length);
        to.write(bytes);
    }

    private static String readString(DataInputStream from) throws IOException {
        var length = from.readInt();
        if (length < 0 || length > from.available()) {
            throw new IOException("A string of " + length + " bytes does not fit its frame");
        }
        return new String(from.readNBytes(length), UTF_8);
    }
}
