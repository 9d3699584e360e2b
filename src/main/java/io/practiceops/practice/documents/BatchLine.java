package io.practiceops.practice.documents;

import io.practiceops.foundation.web.Moment;

/** A line of a list of folders that were brought in. */
public record BatchLine(UploadBatch batch, Moment started) {

    /** In whole numbers, as in "34 of 120 files, 210 of 480 MB". */
    public static String inWords(UploadBatch.Progress progress) {
        return "%,d of %,d files, %s of %s"
                .formatted(
                        progress.stored(),
                        progress.files(),
                        amount(progress.storedBytes()),
                        amount(progress.bytes()));
    }

    private static String amount(long bytes) {
        return bytes < 1_000_000
                ? "%,d KB".formatted(Math.ceilDiv(bytes, 1000))
                : "%,.1f MB".formatted(bytes / 1e6);
    }
}
