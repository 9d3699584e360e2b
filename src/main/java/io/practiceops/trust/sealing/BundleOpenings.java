package io.practiceops.trust.sealing;

import io.practiceops.trust.tlog.Malformed;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Goes through the personal data of a bundle, entry by entry in the log's order. */
final class BundleOpenings implements AutoCloseable {

    private static final int MOST_OF_ONE_ENTRY = 1_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ObjectReader LINE = JSON.readerFor(Line.class);

    private record Line(
            @Nullable String event,
            @Nullable String field,
            @Nullable String index,
            @Nullable String salt,
            @Nullable String value) {}

    /** What a commitment was made of. */
    record Opening(String event, String field, byte[] salt, String value) {

        byte[] line(long index) {
            var line =
                    new Line(
                            event,
                            field,
                            Long.toString(index),
                            Base64.getEncoder().encodeToString(salt),
                            value);
            return JSON.writeValueAsBytes(line);
        }
    }

    private final ByteLines lines;
    private final Map<String, Opening> ofEntry = new HashMap<>();
    private @Nullable Opening next;
    private long nextIndex;

    BundleOpenings(BundleReader bundle) throws IOException {
        lines = bundle.lines(BundleFiles.PERSONAL);
        advance();
    }

    private void advance() throws IOException {
        next = null;
        if (lines.next()) {
            next = parse();
        }
    }

    private Opening parse() {
        try {
            Line line = LINE.readValue(lines.buffer(), lines.offset(), lines.length());
            if (line.event != null
                    && line.field != null
                    && line.index != null
                    && line.salt != null
                    && line.value != null) {
                nextIndex = Long.parseLong(line.index);
                return new Opening(
                        line.event, line.field, Base64.getDecoder().decode(line.salt), line.value);
            }
        } catch (JacksonException | IllegalArgumentException e) {
            // the same answer
        }
        throw new Malformed("A line of personal.jsonl cannot be read.");
    }

    /** Goes on to the entry of this index. */
    void of(long index) throws IOException {
        while (next != null && nextIndex == index) {
            if (ofEntry.size() == MOST_OF_ONE_ENTRY || ofEntry.put(next.field, next) != null) {
                throw new Malformed(
                        "personal.jsonl has a value of entry %d twice.".formatted(index));
            }
            advance();
        }
    }

    /** The entry's value of this field; null when it is not there, or taken. */
    @Nullable Opening take(String field) {
        return ofEntry.isEmpty() ? null : ofEntry.remove(field);
    }

    /** A field of the entry that nobody took; null when there is none. Forgets them all. */
    @Nullable String left() {
        if (ofEntry.isEmpty()) {
            return null;
        }
        var left = ofEntry.keySet().iterator().next();
        ofEntry.clear();
        return left;
    }

    /** Whether there are values that were not come to. */
    boolean isLeft() {
        return next != null;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
