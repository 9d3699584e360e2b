package io.practiceops.practice.documents;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A paper of a client's: what it is called, how it is filed, and the newest of what it says.
 *
 * @param partOf the e-mail it was attached to
 * @param checkOut who is at work on it; null when nobody is
 * @param current the newest version
 * @param version counts every change, of its filing and of its content
 */
public record Document(
        UUID id,
        DocumentDetails details,
        Access access,
        @Nullable UUID partOf,
        @Nullable CheckOut checkOut,
        Version current,
        long version) {

    /** Somebody who is at work on the content, so that nobody else changes it meanwhile. */
    public record CheckOut(@Nullable UUID by, String name, Instant since) {}

    /** Who may see it. */
    public enum Access {
        /** Everybody who may see the client. */
        CLIENT,
        /** Of those, the ones named. */
        NAMED
    }

    /** How much harm it would do in wrong hands, and which law says so. */
    public enum Classification {
        PUBLIC("Public", "Anybody may have it."),
        INTERNAL("Internal", "For the firm alone."),
        CONFIDENTIAL("Confidential", "For the firm and the client."),
        PRIVILEGED("Privileged", "Between a lawyer and the client; showing it may waive that."),
        TAX_RETURN_INFO(
                "Tax return information",
                "Held under IRC §7216: disclosed or used for nothing else without consent.");

        private final String title;
        private final String meaning;

        Classification(String title, String meaning) {
            this.title = title;
            this.meaning = meaning;
        }

        public String title() {
            return title;
        }

        public String meaning() {
            return meaning;
        }
    }

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
        FINANCIAL_STATEMENT("Financial statement"),
        IDENTITY("Proof of identity"),
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

    public UUID clientId() {
        return details.clientId();
    }

    public String name() {
        return details.name();
    }

    public Category category() {
        return details.category();
    }

    public List<String> tags() {
        return details.tags();
    }
}
