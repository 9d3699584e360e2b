package io.practiceops.practice.parsing;

import io.practiceops.practice.parsing.ParsingFailed.Reason;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the server and a worker say to each other: one request, one answer, each a frame. */
final class WorkerProtocol {

    /** Room in a frame for all that is not counted. */
    private static final int OVERHEAD = 64 * 1024;

    private static final int MOST_BYTES_PER_UTF16_UNIT = 3;
    private static final int BYTES_PER_SIZE = 8;

    private WorkerProtocol() {}

    /** A file, and its name among people, which is only a hint. */
    record Source(Path file, String name) {}

    /** What is asked, and how long an answer may be at most. */
    sealed interface Request {

        Source source();

        /** In bytes, beside the overhead of a frame. */
        long longestAnswer();
    }

    record TellType(Source source) implements Request {
        @Override
        public long longestAnswer() {
            return 0;
        }
    }

    record ReadText(Source source, int maxCharacters) implements Request {
        @Override
        public long longestAnswer() {
            return (long) maxCharacters * MOST_BYTES_PER_UTF16_UNIT;
        }
    }

    record MeasurePages(Source source) implements Request {
        @Override
        public long longestAnswer() {
            return (long) Pages.MOST_MEASURED * BYTES_PER_SIZE;
        }
    }

    record DrawPage(Source source, int page, PictureSize size) implements Request {
        /** No picture takes more than its pixels. */
        @Override
        public long longestAnswer() {
            return 3L * PictureSize.MOST_PIXELS;
        }
    }

    record FindWords(Source source, int page) implements Request {
        static final int MOST = 20_000;
        private static final int BYTES_PER_WORD = 100;

        @Override
        public long longestAnswer() {
            return (long) MOST * BYTES_PER_WORD;
        }
    }

    record TakeApart(Source source, Path folder, int maxCharacters) implements Request {
        static final int LONGEST_HEADER = 2_000;
        static final int MOST_ADDRESSES = 1_000;

        @Override
        public long longestAnswer() {
            var strings = 3 * MOST_ADDRESSES + 3 * Mail.MOST_ATTACHMENTS;
            var units = (long) maxCharacters + (long) strings * LONGEST_HEADER;
            return units * MOST_BYTES_PER_UTF16_UNIT;
        }
    }

    /** What came of it. */
    sealed interface Answer permits FileType, Extracted, Pages, Picture, Words, Mail, Refusal {}

    record Words(List<Word> words) implements Answer {}

    /** It is not to be had, and why. */
    record Refusal(Reason reason, @Nullable String mediaType) implements Answer {}

    static void send(Request request, OutputStream to) throws IOException {
        Frame.send(request, Requests::write, to);
    }

    /** The next request, or null when the server has nothing more to ask. */
    static @Nullable Request receiveRequest(InputStream from) throws IOException {
        DataInputStream frame;
        try {
            frame = Frame.receive(from, OVERHEAD);
        } catch (EOFException e) {
            return null;
        }
        return Requests.read(frame);
    }

    static void send(Answer answer, OutputStream to) throws IOException {
        Frame.send(answer, WorkerProtocol::write, to);
    }

    private static void write(DataOutputStream to, Answer answer) throws IOException {
        to.writeBoolean(!(answer instanceof Refusal));
        Answers.write(to, answer);
    }

    static Answer receiveAnswer(InputStream from, Request to) throws IOException {
        var frame = Frame.receive(from, OVERHEAD + to.longestAnswer());
        try {
            return frame.readBoolean() ? Answers.read(frame, to) : Answers.readRefusal(frame);
        } catch (IllegalArgumentException e) {
            throw new IOException("A worker gave an answer that cannot be", e);
        }
    }
}
