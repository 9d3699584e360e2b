package io.practiceops.practice.documents;

import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file of a client's.
 *
 * @param size in bytes
 * @param sha256 of the bytes, under which they are kept; lower-case hex
 * @param unreadable why no text could be had, in words; null unless reading is UNREADABLE
 * @param pages null where the kind of file does not tell
 */
public record Document(
        UUID id,
        UUID clientId,
        String name,
        Category category,
        String mediaType,
        long size,
        String sha256,
        Reading reading,
        @Nullable String unreadable,
        @Nullable Integer pages,
        String uploadedBy,
        Instant uploadedAt,
        long version) {

    /** What kind of paper it is. */
    public enum Category {
        ENGAGEMENT_LETTER("Engagement letter"),
        CONTRACT("Contract"),
        TAX_FORM("Tax form"),
        TAX_NOTICE("Tax notice"),
        TAX_RETURN("Tax return"),
        BANK_STATEMENT("Bank statement"),
        INVOICE("Invoice"),
        CORRESPONDENCE("Correspondence"),
        COURT_PAPER("Court paper"),
        CORPORATE_RECORD("Corporate record"),
        MEMORANDUM("Memorandum"),
        OTHER("Other");

        private final String title;

        Category(String title) {
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
