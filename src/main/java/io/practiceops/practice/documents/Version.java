package io.practiceops.practice.documents;

import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a document says, or said. Its bytes never change.
 *
 * @param number counts from 1 within the document
 * @param id names this version to the vault
 * @param fileName as it came
 * @param mediaType told from the content, once it is released
 * @param size in bytes
 * @param sha256 of the bytes, lower-case hex
 * @param why the reason, in words, why it is blocked or no text could be had
 * @param pages null where the kind of file does not tell
 * @param note what whoever uploaded it said of it
 * @param restoredFrom the number of the earlier version it repeats
 */
public record Version(
        UUID documentId,
        int number,
        UUID id,
        String fileName,
        String mediaType,
        long size,
        String sha256,
        State state,
        Reading reading,
        @Nullable String why,
        @Nullable Integer pages,
        @Nullable String note,
        @Nullable Integer restoredFrom,
        String uploadedBy,
        Instant uploadedAt) {

    /** Whether anybody may open it. */
    public enum State {
        QUARANTINED("Being checked"),
        RELEASED("Released"),
        BLOCKED("Blocked");

        private final String title;

        State(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** How far its text is. */
    public enum Reading {
        WAITING("Being read"),
        SEARCHABLE("Searchable"),
        NO_TEXT("No text inside"),
        UNREADABLE("Not readable");

        private final String title;

        Reading(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    byte[] sha256Bytes() {
        return HexFormat.of().parseHex(sha256);
    }

    /** What kind of file it is, as people say it. */
    public String kindInWords() {
        return switch (mediaType) {
            case "application/pdf" -> "PDF";
            case "application/vnd.openxmlformats-officedocument.wordprocessingml.document" ->
                    "Word document";
            case "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" ->
                    "Excel workbook";
            case "message/rfc822", "application/vnd.ms-outlook" -> "E-mail";
            case "image/jpeg", "image/png", "image/tiff" -> "Picture";
            case "text/plain" -> "Text";
            case "text/csv" -> "Table (CSV)";
            case "application/zip" -> "Zip archive";
            default -> mediaType;
        };
    }

    /** The size as people say it. */
    public String sizeInWords() {
        if (size < 1000) {
            return size + " bytes";
        }
        return size < 1_000_000
                ? "%d KB".formatted(Math.round(size / 1000.0))
                : "%.1f MB".formatted(size / 1_000_000.0);
    }
}
