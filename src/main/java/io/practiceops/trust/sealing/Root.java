package io.practiceops.trust.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.trust.tlog.TreeHash;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/**
 * A leaf of the system log: that a log had this root at this size.
 *
 * @param index in the system log
 * @param origin of the log at that time
 */
record Root(long index, int log, int era, String origin, long size, byte[] root, Instant at) {

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** RFC 8785: members sorted, nothing in them that needs escaping. */
    String text() {
        return "{\"at\":\"%s\",\"log\":\"%s\",\"root\":\"%s\",\"size\":\"%d\",\"v\":1}"
                .formatted(
                        MICROS.format(at), origin, Base64.getEncoder().encodeToString(root), size);
    }

    byte[] leaf(TreeHash hash) {
        return hash.leaf(text().getBytes(UTF_8));
    }

    static String micros(Instant at) {
        return MICROS.format(at);
    }
}
