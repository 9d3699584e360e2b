package io.practiceops.trust.sealing;

import org.jspecify.annotations.Nullable;

/**
 * Something in a bundle that is not as it was sealed.
 *
 * @param index of the entry in its log, where one can be named
 * @param event its id, where it can be read
 * @param words for somebody who knows the firm and not the mathematics
 */
record VerifyFinding(Kind kind, @Nullable Long index, @Nullable String event, String words) {

    enum Kind {
        /** Not there though it belongs to every export. */
        FILE_MISSING,
        /** Not what the manifest says, and nothing worse was found in it. */
        FILE_CHANGED,
        /** Not of its format. */
        UNREADABLE,
        /** No statement leads from a key that is known to the one that signed. */
        KEY_UNKNOWN,
        SIGNATURE_INVALID,
        /** The kept checkpoint is of another log. */
        KEPT_OTHER_LOG,
        /** As long as the kept checkpoint and not the same: two histories under one name. */
        KEPT_FORK,
        /** Does not begin with what the kept checkpoint sealed. */
        KEPT_REWRITTEN,
        /** Shorter than the kept checkpoint. */
        KEPT_LONGER,
        /** The system log's leaves do not lead to the signed root. */
        SYSTEM_DIFFERS,
        /** The firm log's root is not in the system log. */
        ROOT_UNPROVEN,
        /** Sealing times or sizes go back. */
        ROOTS_DISORDERED,
        ENTRY_CHANGED,
        ENTRY_REMOVED,
        ENTRY_INSERTED,
        ENTRY_MOVED,
        /** The text of an entry is gone and no recorded truncation says so. */
        ENTRY_WITHHELD,
        /** The tree differs and it cannot be said which entry. */
        ENTRIES_DIFFER,
        /** Dated otherwise than the seals before and behind allow. */
        ENTRY_MISDATED,
        /** The row of leaf hashes was changed, not the entries. */
        HASHES_CHANGED,
        /** Personal data that is not what the entry was sealed with. */
        PERSONAL_CHANGED,
        /** Personal data is gone and no recorded erasure says so. */
        REDACTION_UNEXPLAINED,
        /** The entries are fewer than the period takes. */
        PERIOD_INCOMPLETE
    }

    static VerifyFinding of(Kind kind, String words) {
        return new VerifyFinding(kind, null, null, words);
    }

    static VerifyFinding at(long index, @Nullable String event, Kind kind, String words) {
        return new VerifyFinding(kind, index, event, words);
    }

    /** Ends one part of a verification. */
    static final class Divergence extends RuntimeException {

        private final transient VerifyFinding finding;

        Divergence(VerifyFinding finding) {
            super(finding.words(), null, false, false);
            this.finding = finding;
        }

        VerifyFinding finding() {
            return finding;
        }
    }

    Divergence thrown() {
        return new Divergence(this);
    }
}
