package io.practiceops.trust.sealing;

import io.practiceops.trust.tlog.CompactRange;
import io.practiceops.trust.tlog.Malformed;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The hashes that stand for the leaves which a bundle does not hold.
 *
 * @param before compact range [0, first), in base64
 * @param after compact range [end, size)
 */
record BundleRange(@Nullable List<String> before, @Nullable List<String> after) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static BundleRange parse(String file, byte[] json) {
        try {
            return JSON.readValue(json, BundleRange.class);
        } catch (JacksonException e) {
            throw new Malformed("%s cannot be read.".formatted(file));
        }
    }

    static BundleRange of(CompactRange before, CompactRange after) {
        return new BundleRange(texts(before), texts(after));
    }

    CompactRange before(long first) {
        return CompactRange.of(0, first, hashes(before));
    }

    CompactRange after(long end, long size) {
        return CompactRange.of(end, size, hashes(after));
    }

    byte[] encoded() {
        return JSON.writeValueAsBytes(this);
    }

    private static List<String> texts(CompactRange range) {
        return range.hashes().stream().map(Base64.getEncoder()::encodeToString).toList();
    }

    private static List<byte[]> hashes(@Nullable List<String> texts) {
        try {
            return texts == null
                    ? List.of()
                    : texts.stream().map(Base64.getDecoder()::decode).toList();
        } catch (IllegalArgumentException notBase64) {
            throw new Malformed("A hash is not base64.");
        }
    }
}
