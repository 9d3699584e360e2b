package io.practiceops.trust.sealing;

import static io.practiceops.trust.sealing.VerifyFinding.Kind.ROOT_UNPROVEN;
import static java.util.Map.entry;

import io.practiceops.trust.tlog.Malformed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names that the logs of one installation had. A new one begins when a database restored from a
 * backup goes on, and a signed statement says at which size.
 *
 * @param origins the system log's, in order of use
 * @param ends by former origin, the size up to which it and the next are one log
 */
record VerifyNames(List<String> origins, Map<String, Long> ends, String suffix) {

    private static final String STATEMENT = "practiceops.audit/new-era";

    static VerifyNames read(BundleReader bundle, VerifyKeys keys) throws IOException {
        var manifest = bundle.manifest();
        var origins = new ArrayList<>(List.of(keys.keys().getFirst().name()));
        var ends = new HashMap<String, Long>();
        for (var era = 2; bundle.has(BundleFiles.eraStatement(era)); era++) {
            var file = BundleFiles.eraStatement(era);
            var note = bundle.note(file);
            keys.signerOf(file, note);
            var lines = note.text().split("\n", -1);
            if (lines.length != 8
                    || !lines[0].equals(STATEMENT)
                    || !lines[1].equals(origins.getLast())) {
                throw new Malformed("%s is not a statement on a restored log.".formatted(file));
            }
            var end = entry(lines[1], Long.parseLong(lines[3]));
            ends.put(end.getKey(), end.getValue());
            origins.add(lines[2]);
        }
        if (!origins.getLast().equals(manifest.origin())
                || !manifest.log().startsWith(manifest.origin() + "/")) {
            throw VerifyFinding.of(
                            ROOT_UNPROVEN,
                            "Nothing says that the log %s is of the installation %s."
                                    .formatted(manifest.log(), origins.getLast()))
                    .thrown();
        }
        var suffix = manifest.log().substring(manifest.origin().length());
        return new VerifyNames(List.copyOf(origins), Map.copyOf(ends), suffix);
    }

    String current() {
        return origins.getLast();
    }

    boolean isSystem(String origin) {
        return origins.contains(origin);
    }

    /** Whether that is this firm's log, under its present name or a former one. */
    boolean isLog(String origin) {
        return origins.stream().anyMatch(system -> origin.equals(system + suffix));
    }

    /** Up to which size what was said under this name holds; without end under the present one. */
    long end(String origin) {
        return ends.getOrDefault(origin, Long.MAX_VALUE);
    }
}
