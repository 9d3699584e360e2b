package io.practiceops.practice.parsing;

import io.practiceops.practice.parsing.WorkerProtocol.FindWords;
import io.practiceops.practice.parsing.WorkerProtocol.Words;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The words of a page as bytes to be kept, wherever they came from: the file itself, or OCR. */
public final class WordLayer {

    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private WordLayer() {}

    /**
     * What such bytes are called beside the file.
     *
     * @param page counted from 1
     */
    public static String name(int page) {
        return "words-" + page;
    }

    /** At most 20,000 words; what is more is left out. */
    public static byte[] bytes(List<Word> words) {
        var bytes = new ByteArrayOutputStream();
        var most = words.subList(0, Math.min(words.size(), FindWords.MOST));
        try {
            Frame.send(new Words(most), Answers::write, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static List<Word> of(byte[] bytes) {
        try {
            var frame = Frame.receive(new ByteArrayInputStream(bytes), MOST_BYTES);
            return Frame.readList(frame, Answers::readWord);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
