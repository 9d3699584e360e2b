package io.practiceops.trust.sealing;

import io.practiceops.foundation.kernel.Problem;
import java.util.Locale;

/** What an export can be. Only the bundle can be verified. */
enum ExportFormat {
    /** A folder or zip with the entries, the seals and the proofs. */
    BUNDLE("application/zip", "zip"),
    /** A table for spreadsheets. */
    CSV("text/csv;charset=UTF-8", "csv"),
    /** ArcSight Common Event Format, a line an entry. */
    CEF("text/plain;charset=UTF-8", "cef"),
    /** Open Cybersecurity Schema Framework, a JSON object a line. */
    OCSF("application/x-ndjson", "jsonl");

    private final String mediaType;
    private final String extension;

    ExportFormat(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    static ExportFormat of(String name) {
        try {
            return valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw Problem.invalid("format", "The formats are bundle, csv, cef and ocsf.");
        }
    }

    String mediaType() {
        return mediaType;
    }

    String extension() {
        return extension;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
