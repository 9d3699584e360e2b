package io.practiceops.trust.sealing;

import java.util.Set;

/** The names in an export bundle; docs/audit-trail.md specifies what is in each. */
final class BundleFiles {

    static final String MANIFEST = "manifest.json";
    static final String README = "README.txt";
    static final String KEYS = "keys.txt";
    static final String CHECKPOINT = "checkpoint";
    static final String LOG_CHECKPOINT = "log.checkpoint";
    static final String LOG_ROOT = "log.root.json";
    static final String LOG_PROOF = "log.tlog-proof";
    static final String EVENTS = "events.jsonl";
    static final String LEAVES = "leaves.hashes";
    static final String RANGE = "range.json";
    static final String PERSONAL = "personal.jsonl";
    static final String LATER = "later.jsonl";
    static final String SYSTEM = "system.json";
    static final String SYSTEM_LEAVES = "system.hashes";
    static final String ROOTS = "roots.jsonl";

    static final Set<String> REQUIRED =
            Set.of(
                    README,
                    KEYS,
                    CHECKPOINT,
                    LOG_CHECKPOINT,
                    LOG_ROOT,
                    LOG_PROOF,
                    EVENTS,
                    LEAVES,
                    RANGE,
                    PERSONAL,
                    LATER,
                    SYSTEM,
                    SYSTEM_LEAVES,
                    ROOTS);

    /** Bytes that a document read at once may have. */
    static final int LARGEST_DOCUMENT = 1 << 20;

    /** Bytes that one entry may have. Far above what PracticeOps records. */
    static final int LONGEST_LINE = 16 << 20;

    private BundleFiles() {}

    /** The statement with which the key before made over to this one: {@code key-2.note}. */
    static String keyStatement(int number) {
        return "key-%d.note".formatted(number);
    }

    /** The statement with which the logs went on under this name: {@code era-2.note}. */
    static String eraStatement(int number) {
        return "era-%d.note".formatted(number);
    }
}
