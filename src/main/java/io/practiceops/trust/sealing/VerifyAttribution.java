package io.practiceops.trust.sealing;

import static io.practiceops.trust.sealing.VerifyFinding.Kind.ENTRY_CHANGED;
import static io.practiceops.trust.sealing.VerifyFinding.Kind.ENTRY_INSERTED;
import static io.practiceops.trust.sealing.VerifyFinding.Kind.ENTRY_MOVED;
import static io.practiceops.trust.sealing.VerifyFinding.Kind.ENTRY_REMOVED;

import io.practiceops.trust.tlog.Malformed;
import io.practiceops.trust.tlog.TreeHash;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Says what became of the first entry that is not as sealed, once its sealed hash is proven:
 * whether the line in its place was sealed elsewhere, and whether the entry stands elsewhere.
 */
final class VerifyAttribution {

    private static final long NOWHERE = -1;

    private final BundleReader bundle;
    private final VerifyEvents.Mismatch mismatch;
    private @Nullable String event;

    VerifyAttribution(BundleReader bundle, VerifyEvents.Mismatch mismatch) {
        this.bundle = bundle;
        this.mismatch = mismatch;
    }

    VerifyFinding finding() throws IOException {
        var sealedAs = whereSealed();
        var standsAt = whereItStands();
        var index = mismatch.index();
        if (mismatch.computed() == null || (sealedAs != NOWHERE && standsAt == NOWHERE)) {
            return VerifyFinding.at(
                    index,
                    null,
                    ENTRY_REMOVED,
                    "The entry sealed as number %,d has been removed; those behind it moved up."
                            .formatted(index));
        }
        if (sealedAs != NOWHERE) {
            return VerifyFinding.at(
                    index,
                    event,
                    ENTRY_MOVED,
                    "In the place of entry %,d stands the one sealed as number %,d; its own is at %,d."
                            .formatted(index, sealedAs, standsAt));
        }
        if (standsAt != NOWHERE || mismatch.expected() == null) {
            return VerifyFinding.at(
                    index,
                    event,
                    ENTRY_INSERTED,
                    "The entry at number %,d was never sealed: it has been put in."
                            .formatted(index));
        }
        return VerifyFinding.at(
                index,
                event,
                ENTRY_CHANGED,
                "Entry %,d is not what was sealed: its text has been changed.".formatted(index));
    }

    private long whereSealed() throws IOException {
        var index = bundle.manifest().firstIndex();
        var leaf = new byte[TreeHash.LENGTH];
        try (var in = new BufferedInputStream(bundle.stream(BundleFiles.LEAVES), 1 << 16)) {
            for (; in.readNBytes(leaf, 0, leaf.length) == leaf.length; index++) {
                if (Arrays.equals(leaf, mismatch.computed())) {
                    return index;
                }
            }
        }
        return NOWHERE;
    }

    /** Reads on the way what the line in its place calls itself. */
    private long whereItStands() throws IOException {
        var found = NOWHERE;
        var index = bundle.manifest().firstIndex();
        var hasher = new TreeHash();
        try (var lines = bundle.lines(BundleFiles.EVENTS)) {
            for (; lines.next(); index++) {
                if (index == mismatch.index()) {
                    event = id(lines);
                }
                if (found == NOWHERE
                        && Arrays.equals(VerifyEvents.hash(lines, hasher), mismatch.expected())) {
                    found = index;
                }
            }
        }
        return found;
    }

    private static @Nullable String id(ByteLines lines) {
        try {
            var event = new CanonicalEvent();
            event.read(lines.buffer(), lines.offset(), lines.length());
            return event.id();
        } catch (Malformed changedBeyondReading) {
            return null;
        }
    }
}
