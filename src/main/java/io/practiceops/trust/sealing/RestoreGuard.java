package io.practiceops.trust.sealing;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import io.practiceops.trust.tlog.Checkpoint;
import io.practiceops.trust.tlog.Malformed;
import io.practiceops.trust.tlog.SignatureRefused;
import io.practiceops.trust.tlog.SignedNote;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Compares what the database says with what was anchored outside it. A database that knows less, or
 * something else, was restored from a backup or rewritten: sealing on would tell a second history
 * under the same name.
 */
@Component
class RestoreGuard {

    private static final String MEND =
            "Look at the file latest in the folder of anchors. If the folder belongs to another"
                    + " installation, set practiceops.audit.anchor.folder to one of its own.";

    private final List<CheckpointSink> sinks;
    private final EraStore eras;
    private final CheckpointStore checkpoints;
    private final Signing signing;
    private final Audit audit;
    private final Clock clock;

    RestoreGuard(
            List<CheckpointSink> sinks,
            EraStore eras,
            CheckpointStore checkpoints,
            Signing signing,
            Audit audit,
            Clock clock) {
        this.sinks = sinks;
        this.eras = eras;
        this.checkpoints = checkpoints;
        this.signing = signing;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The newest notes of the places that can be read. One that cannot be is no reason to stand
     * still; anchoring tells of it. Outside any transaction: a folder may be a slow one.
     */
    List<String> outside() {
        return sinks.stream().flatMap(sink -> latest(sink).stream()).toList();
    }

    private static Optional<String> latest(CheckpointSink sink) {
        try {
            return sink.latest();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether sealing may go on; within the transaction that would seal. */
    boolean allows(Era era, List<String> outside) {
        if (eras.halt(era.number()).isPresent()) {
            return false;
        }
        for (var note : outside) {
            var reason = contradiction(era, note);
            if (reason.isPresent()) {
                halt(era, reason.get(), note);
                return false;
            }
        }
        return true;
    }

    /** Puts on record, once an era, that sealing stands still. */
    void halt(Era era, String reason, String note) {
        if (eras.insert(new EraStore.Halt(era.number(), clock.instant(), reason, note))) {
            audit.record(
                    AuditEvent.done("audit.sealing-halted", "audit-trail", era.origin())
                            .detail("reason", reason),
                    null);
        }
    }

    private Optional<String> contradiction(Era era, String encoded) {
        var there = verified(era, encoded);
        if (!there.origin().equals(era.origin())) {
            return eras.all().stream().anyMatch(other -> other.origin().equals(there.origin()))
                    ? Optional.empty()
                    : Optional.of(
                            "A checkpoint of the later log %s was anchored: this database was restored from an older backup."
                                    .formatted(there.origin()));
        }
        var here = checkpoints.ofSize(there.size());
        if (here.isPresent()) {
            return Arrays.equals(here.get().root(), there.root())
                    ? Optional.empty()
                    : Optional.of(
                            "The anchored checkpoint of size %,d has another root than this database's: one of the two histories was rewritten."
                                    .formatted(there.size()));
        }
        var mine = checkpoints.newest().map(SignedCheckpoint::size).orElse(0L);
        return Optional.of(
                mine < there.size()
                        ? "A checkpoint of size %,d was anchored, but this database has only %,d: it was restored from an older backup, or entries were removed."
                                .formatted(there.size(), mine)
                        : "The anchored checkpoint of size %,d is not in this database."
                                .formatted(there.size()));
    }

    /**
     * What is not this installation's is no halt for all, but a matter of this instance's set-up.
     */
    private Checkpoint verified(Era era, String encoded) {
        try {
            var note = SignedNote.parse(encoded);
            var there = Checkpoint.parse(note.text());
            var first = eras.all().getFirst().origin();
            if (!there.origin().equals(first) && !there.origin().startsWith(first + Eras.LATER)) {
                throw new Problem(
                        ProblemType.UNAVAILABLE,
                        "The newest anchored checkpoint is of the log %s, and this is %s."
                                .formatted(there.origin(), era.origin()),
                        MEND);
            }
            note.verified(signing.verifiersOfThisMachine());
            return there;
        } catch (Malformed | SignatureRefused unknown) {
            throw new Problem(
                    ProblemType.UNAVAILABLE,
                    "The newest anchored checkpoint cannot be verified. " + unknown.getMessage(),
                    MEND);
        }
    }
}
