package io.practiceops.practice.processing;

import io.practiceops.practice.documents.Version;
import io.practiceops.practice.parsing.FileType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a version is.
 *
 * @param tries of the stage so far
 * @param outcome of the last stage, or why it waits, was blocked or failed; for people
 * @param form what can be done with the file; null until its kind is known
 * @param signature what the scanner found
 * @param pages null where the kind of file does not tell
 * @param pagesRead how many of them OCR is done with
 * @param reading how reading it ended; null until then
 * @param why there is no text
 */
record Run(
        UUID document,
        int number,
        Stage stage,
        State state,
        int tries,
        @Nullable String outcome,
        @Nullable String mediaType,
        FileType.@Nullable Form form,
        @Nullable Scan scan,
        @Nullable String signature,
        @Nullable Integer pages,
        int pagesRead,
        Version.@Nullable Reading reading,
        @Nullable String why,
        Instant startedAt,
        Instant changedAt,
        @Nullable Instant endedAt) {

    /** What goes on at its stage. */
    enum State {
        WAITING("Waiting for its turn"),
        RUNNING("At work"),
        HELD("Waiting for the scanner"),
        FAILED("Failed"),
        BLOCKED("Blocked"),
        DONE("Done");

        private final String title;

        State(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        boolean isEnd() {
            return this == FAILED || this == BLOCKED || this == DONE;
        }
    }

    /** What the scanner said, if it was asked. */
    enum Scan {
        CLEAN,
        INFECTED,
        NOT_SCANNED,
        TOO_BIG,
        /** The scanner works, but fails on this file. */
        UNANSWERED
    }
}
