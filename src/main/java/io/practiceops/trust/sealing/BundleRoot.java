package io.practiceops.trust.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.trust.tlog.Malformed;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A leaf of the system log as a bundle has it: at that time a log had that size and root.
 *
 * @param index in the system log
 * @param text what is hashed, byte for byte
 */
record BundleRoot(long index, String text, Instant at, String log, long size, byte[] root) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private record Line(@Nullable String index, @Nullable String text) {}

    private record Text(
            @Nullable String at,
            @Nullable String log,
            @Nullable String root,
            @Nullable String size) {}

    static BundleRoot of(long index, String text) {
        try {
            var read = JSON.readValue(text, Text.class);
            if (read.at != null && read.log != null && read.root != null && read.size != null) {
                return new BundleRoot(
                        index,
                        text,
                        Instant.parse(read.at),
                        read.log,
                        Long.parseLong(read.size),
                        Base64.getDecoder().decode(read.root));
            }
        } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
            // the same answer
        }
        throw new Malformed("The record %d of the system log cannot be read.".formatted(index));
    }

    /** A line of {@link BundleFiles#ROOTS}. */
    static BundleRoot parse(ByteLines lines) {
        try {
            var line = JSON.readValue(lines.buffer(), lines.offset(), lines.length(), Line.class);
            if (line.index != null && line.text != null) {
                return of(Long.parseLong(line.index), line.text);
            }
        } catch (JacksonException | NumberFormatException e) {
            // the same answer
        }
        throw new Malformed("A line of %s cannot be read.".formatted(BundleFiles.ROOTS));
    }

    /** As a line of {@link BundleFiles#ROOTS}. */
    byte[] line() {
        return JSON.writeValueAsBytes(new Line(Long.toString(index), text));
    }

    byte[] bytes() {
        return text.getBytes(UTF_8);
    }

    /** As canonical texts write it. */
    static String micros(Instant at) {
        return MICROS.format(at);
    }
}
