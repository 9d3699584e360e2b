package io.practiceops.trust.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.trust.tlog.Malformed;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a bundle says it is. Nobody signs it: what it says is believed as far as the logs bear it
 * out. Written as RFC 8785 JSON, numbers as text.
 *
 * @param origin the installation's log; {@code log} is that of the firm
 * @param from the period asked for, in microseconds UTC
 * @param first index of the first entry; {@code end} that behind the last
 * @param size of the tree that the entries are proven in
 */
record BundleManifest(
        String format,
        int v,
        String origin,
        String log,
        @Nullable String firm,
        String from,
        String until,
        String first,
        String end,
        String size,
        String made,
        String by,
        SortedMap<String, File> files) {

    static final String FORMAT = "practiceops-audit";

    /** How large a file is, and its SHA-256 in hexadecimal digits. */
    record File(String bytes, String sha256) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    long firstIndex() {
        return Long.parseLong(first);
    }

    long endIndex() {
        return Long.parseLong(end);
    }

    long treeSize() {
        return Long.parseLong(size);
    }

    /**
     * @throws Malformed when it is not one this version reads
     */
    static BundleManifest parse(byte[] json) {
        try {
            var manifest = JSON.readValue(json, BundleManifest.class);
            if (!FORMAT.equals(manifest.format) || manifest.v != 1) {
                throw new Malformed(
                        "It is not an audit export, or one of a newer PracticeOps than this one.");
            }
            if (manifest.isIncomplete()) {
                throw new Malformed("Its manifest.json lacks something or contradicts itself.");
            }
            return manifest;
        } catch (JacksonException | NumberFormatException e) {
            throw new Malformed("Its manifest.json cannot be read.");
        }
    }

    @SuppressWarnings("ConstantValue") // Jackson leaves null what is missing
    private boolean isIncomplete() {
        return origin == null
                || log == null
                || from == null
                || until == null
                || made == null
                || by == null
                || files == null
                || files.values().stream()
                        .anyMatch(file ->
                                file == null
                                        || file.sha256 == null
                                        || Long.parseLong(file.bytes) < 0)
                || firstIndex() < 0
                || endIndex() < firstIndex()
                || treeSize() < endIndex();
    }

    byte[] encoded() {
        var members = new TreeMap<String, Object>();
        members.put("by", by);
        members.put("end", end);
        members.put("files", fileMembers());
        if (firm != null) {
            members.put("firm", firm);
        }
        members.put("first", first);
        members.put("format", format);
        members.put("from", from);
        members.put("log", log);
        members.put("made", made);
        members.put("origin", origin);
        members.put("size", size);
        members.put("until", until);
        members.put("v", v);
        return JSON.writeValueAsString(members).getBytes(UTF_8);
    }

    private Map<String, Object> fileMembers() {
        var members = new TreeMap<String, Object>();
        files.forEach((name, file) ->
                members.put(
                        name, new TreeMap<>(Map.of("bytes", file.bytes, "sha256", file.sha256))));
        return members;
    }
}
