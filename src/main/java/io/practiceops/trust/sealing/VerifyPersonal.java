package io.practiceops.trust.sealing;

import static io.practiceops.trust.sealing.VerifyFinding.Kind.ENTRY_MISDATED;
import static io.practiceops.trust.sealing.VerifyFinding.Kind.ENTRY_WITHHELD;
import static io.practiceops.trust.sealing.VerifyFinding.Kind.PERSONAL_CHANGED;
import static io.practiceops.trust.sealing.VerifyFinding.Kind.REDACTION_UNEXPLAINED;
import static io.practiceops.trust.sealing.VerifyFinding.Kind.UNREADABLE;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.practiceops.trust.audit.Commitment;
import io.practiceops.trust.tlog.Malformed;
import io.practiceops.trust.tlog.TreeHash;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The part of a verification that reads the entries, once they are proven to be those sealed: their
 * times, their personal data, and what is missing of both.
 */
final class VerifyPersonal {

    private static final byte[] ALWAYS_EARLIER = "0".getBytes(US_ASCII);

    private final BundleReader bundle;
    private final VerifyExplanations explanations;
    private final CanonicalEvent event = new CanonicalEvent();
    private final MessageDigest sha256 = Digests.sha256();
    private byte[] earliest = ALWAYS_EARLIER;
    private byte[] latest = ALWAYS_EARLIER;
    private byte[] firstBytes = ALWAYS_EARLIER;
    private byte[] lastBytes = ALWAYS_EARLIER;
    private final Counts counts = new Counts();

    /** What was found on the way. */
    static final class Counts {
        private long entries;
        private long truncated;
        private long personal;
        private long redacted;
        private String first = "";
        private String last = "";

        long entries() {
            return entries;
        }

        long truncated() {
            return truncated;
        }

        /** Personal values that are what was sealed. */
        long personal() {
            return personal;
        }

        /** Those that are gone by a recorded erasure. */
        long redacted() {
            return redacted;
        }

        /** The earliest and latest time of an entry; empty when there is none. */
        String first() {
            return first;
        }

        String last() {
            return last;
        }
    }

    VerifyPersonal(BundleReader bundle, VerifyExplanations explanations) {
        this.bundle = bundle;
        this.explanations = explanations;
    }

    static boolean isTruncated(ByteLines lines) {
        return lines.length() > 0 && lines.buffer()[lines.offset()] == '#';
    }

    static byte[] truncatedHash(ByteLines lines) {
        try {
            var hash = Base64.getDecoder().decode(lines.text().substring(1));
            if (hash.length == TreeHash.LENGTH) {
                return hash;
            }
        } catch (IllegalArgumentException notBase64) {
            // the same answer
        }
        throw new Malformed("A line of events.jsonl is neither an entry nor a hash.");
    }

    Counts run() throws IOException {
        try (var lines = bundle.lines(BundleFiles.EVENTS);
                var roots = new BundleRoots(bundle);
                var openings = new BundleOpenings(bundle)) {
            seal(roots);
            for (var index = bundle.manifest().firstIndex(); lines.next(); index++) {
                while (roots.isUpTo(index)) {
                    roots.advance();
                    seal(roots);
                }
                counts.entries++;
                openings.of(index);
                entry(index, lines, openings);
                requireNoneLeft(index, openings);
            }
            if (openings.isLeft()) {
                throw VerifyFinding.of(
                                PERSONAL_CHANGED,
                                "personal.jsonl holds data of entries that are not in this export.")
                        .thrown();
            }
        }
        return counts;
    }

    private void entry(long index, ByteLines lines, BundleOpenings openings) {
        if (isTruncated(lines)) {
            truncated(index);
            return;
        }
        try {
            event.read(lines.buffer(), lines.offset(), lines.length());
        } catch (Malformed e) {
            throw VerifyFinding.at(
                            index,
                            null,
                            UNREADABLE,
                            "Entry %,d was sealed as it is, and cannot be read.".formatted(index))
                    .thrown();
        }
        requireTime(index);
        for (var i = 0; i < event.fields(); i++) {
            field(index, i, openings);
        }
    }

    private void truncated(long index) {
        if (!explanations.truncated(index)) {
            throw VerifyFinding.at(
                            index,
                            null,
                            ENTRY_WITHHELD,
                            """
                            The text of entry %,d is missing, and no recorded end of its retention says why: it was \
                            deleted, or is kept back.\
                            """
                                    .formatted(index))
                    .thrown();
        }
        counts.truncated++;
    }

    /** The bounds for the entries up to the root that is current. */
    private void seal(BundleRoots roots) {
        var before = roots.before();
        var own = roots.current();
        earliest =
                before == null
                        ? ALWAYS_EARLIER
                        : BundleRoot.micros(before.at().minus(VerifySystem.EARLIER))
                                .getBytes(US_ASCII);
        latest =
                own == null
                        ? ALWAYS_EARLIER
                        : BundleRoot.micros(own.at().plus(VerifySystem.LATER)).getBytes(US_ASCII);
    }

    private void requireTime(long index) {
        var tooEarly = event.compareTime(earliest) < 0;
        if (tooEarly || event.compareTime(latest) > 0) {
            var bound = new String(tooEarly ? earliest : latest, US_ASCII);
            throw VerifyFinding.at(
                            index,
                            event.id(),
                            ENTRY_MISDATED,
                            """
                            Entry %,d is dated %s; by the seals around it, it cannot be %s than %s: it was dated \
                            otherwise, or the clock of the server was moved.\
                            """
                                    .formatted(
                                            index,
                                            event.time(),
                                            tooEarly ? "earlier" : "later",
                                            bound))
                    .thrown();
        }
        if (counts.first.isEmpty() || event.compareTime(firstBytes) < 0) {
            counts.first = event.time();
            firstBytes = counts.first.getBytes(US_ASCII);
        }
        if (counts.last.isEmpty() || event.compareTime(lastBytes) > 0) {
            counts.last = event.time();
            lastBytes = counts.last.getBytes(US_ASCII);
        }
    }

    private void field(long index, int number, BundleOpenings openings) {
        var name = event.field(number);
        var opening = openings.take(name);
        if (opening != null) {
            var commitment = Commitment.digest(sha256, opening.salt(), name, opening.value());
            if (!Arrays.equals(commitment, event.commitment(number))
                    || !event.id().equals(opening.event())) {
                throw changed(index, name);
            }
            counts.personal++;
            return;
        }
        if (!explanations.erased(event, name)) {
            throw VerifyFinding.at(
                            index,
                            event.id(),
                            REDACTION_UNEXPLAINED,
                            """
                            The value of “%s” of entry %,d is missing, and no recorded erasure says why: it was \
                            deleted without a trace, or is kept back.\
                            """
                                    .formatted(name, index))
                    .thrown();
        }
        counts.redacted++;
    }

    private void requireNoneLeft(long index, BundleOpenings openings) {
        var left = openings.left();
        if (left != null) {
            throw changed(index, left);
        }
    }

    private VerifyFinding.Divergence changed(long index, @Nullable String field) {
        return VerifyFinding.at(
                        index,
                        null,
                        PERSONAL_CHANGED,
                        "The value of “%s” in personal.jsonl is not what entry %,d was sealed with."
                                .formatted(field, index))
                .thrown();
    }
}
