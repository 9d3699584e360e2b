package io.practiceops.trust.sealing;

import static io.practiceops.trust.sealing.VerifyFinding.Kind.KEPT_FORK;
import static io.practiceops.trust.sealing.VerifyFinding.Kind.KEPT_LONGER;
import static io.practiceops.trust.sealing.VerifyFinding.Kind.KEPT_OTHER_LOG;
import static io.practiceops.trust.sealing.VerifyFinding.Kind.KEPT_REWRITTEN;

import io.practiceops.trust.tlog.Checkpoint;
import io.practiceops.trust.tlog.SignedNote;
import java.util.Arrays;

/** A checkpoint that somebody kept outside the database, and what became of comparing it. */
final class VerifyKept {

    enum Result {
        /** Not looked at yet, or too old or too new for what the bundle holds. */
        UNDECIDED,
        CONFIRMED,
        REFUTED
    }

    private final String name;
    private final SignedNote note;
    private final Checkpoint checkpoint;
    private Result result = Result.UNDECIDED;

    VerifyKept(String name, SignedNote note) {
        this.name = name;
        this.note = note;
        this.checkpoint = Checkpoint.parse(note.text());
    }

    String name() {
        return name;
    }

    SignedNote note() {
        return note;
    }

    Checkpoint checkpoint() {
        return checkpoint;
    }

    Result result() {
        return result;
    }

    /** That it speaks of this installation, and of no more than this export holds. */
    void requireRelated(VerifyNames names, long systemSize, long logSize) {
        var origin = checkpoint.origin();
        var ofSystem = names.isSystem(origin);
        if (!ofSystem && !names.isLog(origin)) {
            throw refuted(
                    KEPT_OTHER_LOG,
                    "The checkpoint you brought (%s) is of the log %s, not of %s."
                            .formatted(name, origin, names.current()));
        }
        var size = ofSystem ? systemSize : logSize;
        if (checkpoint.size() > size || (ofSystem && checkpoint.size() > names.end(origin))) {
            throw refuted(
                    KEPT_LONGER,
                    """
                    The checkpoint you brought (%s) sealed %,d records, this export holds %,d. Either the export \
                    was made before that checkpoint, or records at the end were removed since, say by putting \
                    back an older copy of the database.\
                    """
                            .formatted(name, checkpoint.size(), Math.min(size, names.end(origin))));
        }
    }

    /** Compares it with the root that this export's log had at that size. */
    void compare(byte[] root, boolean whole) {
        if (Arrays.equals(root, checkpoint.root())) {
            result = Result.CONFIRMED;
            return;
        }
        throw whole
                ? refuted(
                        KEPT_FORK,
                        """
                        The checkpoint you brought (%s) and that of this export are of the same size, %,d, and \
                        differ: two histories were signed under one name.\
                        """
                                .formatted(name, checkpoint.size()))
                : refuted(
                        KEPT_REWRITTEN,
                        """
                        The log of this export does not begin with the %,d records that the checkpoint you \
                        brought (%s) sealed: what was sealed then has been rewritten since.\
                        """
                                .formatted(checkpoint.size(), name));
    }

    private VerifyFinding.Divergence refuted(VerifyFinding.Kind kind, String words) {
        result = Result.REFUTED;
        return VerifyFinding.of(kind, words).thrown();
    }
}
