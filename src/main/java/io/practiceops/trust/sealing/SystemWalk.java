package io.practiceops.trust.sealing;

import io.practiceops.trust.tlog.Checkpoint;
import io.practiceops.trust.tlog.CompactRange;
import io.practiceops.trust.tlog.Malformed;
import io.practiceops.trust.tlog.NoteVerifier;
import io.practiceops.trust.tlog.SignatureRefused;
import io.practiceops.trust.tlog.SignedNote;
import io.practiceops.trust.tlog.TreeHash;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Goes through the system log: statements against the tree, the tree against each checkpoint, that
 * against its signature and its copy outside.
 */
final class SystemWalk {

    private static final int CHUNK = 4_096;

    private final CheckpointStore checkpoints;
    private final EraStore eras;
    private final FolderSink folder;
    private final Verification.Reading reading;
    private final CompactRange range = CompactRange.startingAt(0);
    private final Deque<SignedCheckpoint> signed = new ArrayDeque<>();
    private final Map<Integer, String> origins = new HashMap<>();
    private long signedUpTo;
    private Instant last = Instant.MIN;

    SystemWalk(
            CheckpointStore checkpoints,
            EraStore eras,
            FolderSink folder,
            Verification.Reading reading) {
        this.checkpoints = checkpoints;
        this.eras = eras;
        this.folder = folder;
        this.reading = reading;
    }

    /** Up to the checkpoint; throws {@link Diverged}. */
    void walk(SignedCheckpoint newest) {
        var verifiers = keyChain();
        reading.of(eras::all).forEach(era -> origins.put(era.number(), era.origin()));
        for (var from = 0L; from < newest.size(); from += CHUNK) {
            var begin = from;
            var end = Math.min(newest.size(), from + CHUNK);
            var hash = new TreeHash();
            for (var root : reading.of(() -> checkpoints.roots(begin, end))) {
                if (root.index() != range.end()) {
                    throw new Diverged("The system log has no leaf %,d.".formatted(range.end()));
                }
                if (root.at().isBefore(last)) {
                    throw new Diverged(
                            "The time of root %,d is before that of an earlier one."
                                    .formatted(root.index()));
                }
                last = root.at();
                range.append(root.leaf(hash));
                compare(verifiers);
            }
        }
        if (range.end() != newest.size()) {
            throw new Diverged("The system log has no leaf %,d.".formatted(range.end()));
        }
    }

    private void compare(List<NoteVerifier> verifiers) {
        if (signed.isEmpty()) {
            var from = signedUpTo + 1;
            signed.addAll(reading.of(() -> checkpoints.from(from, CHUNK)));
        }
        if (signed.isEmpty() || signed.getFirst().size() != range.end()) {
            return;
        }
        var checkpoint = signed.removeFirst();
        signedUpTo = checkpoint.size();
        verify(checkpoint, verifiers);
    }

    private void verify(SignedCheckpoint checkpoint, List<NoteVerifier> verifiers) {
        try {
            var note = SignedNote.parse(checkpoint.note());
            var said = Checkpoint.parse(note.text());
            if (said.size() != checkpoint.size()
                    || !said.origin().equals(origins.get(checkpoint.era()))
                    || !Arrays.equals(said.root(), range.root())) {
                throw new Diverged(
                        "The roots up to %,d are not those that the checkpoint was signed over."
                                .formatted(checkpoint.size()));
            }
            note.verified(verifiers);
        } catch (Malformed | SignatureRefused refused) {
            throw new Diverged(
                    "The checkpoint of size %,d does not verify: %s"
                            .formatted(checkpoint.size(), String.valueOf(refused.getMessage())));
        }
        compareWithFolder(checkpoint);
    }

    private void compareWithFolder(SignedCheckpoint checkpoint) {
        try {
            var outside = folder.find(checkpoint);
            if (outside.isPresent() && !outside.get().equals(checkpoint.note())) {
                throw new Diverged(
                        "The checkpoint of size %,d is another one in the folder of anchors."
                                .formatted(checkpoint.size()));
            }
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    /** Each key but the first is named by the one before. */
    private List<NoteVerifier> keyChain() {
        var keys = reading.of(eras::keys);
        for (var i = 1; i < keys.size(); i++) {
            var before = NoteVerifier.parse(keys.get(i - 1).vkey());
            var statement = SignedNote.parse(String.valueOf(keys.get(i).statement()));
            try {
                statement.verified(List.of(before));
            } catch (SignatureRefused refused) {
                throw new Diverged("Key %d is not named by the key before it.".formatted(i + 1));
            }
            if (!statement.text().contains("\n" + keys.get(i).vkey() + "\n")) {
                throw new Diverged(
                        "The statement about key %d names another key.".formatted(i + 1));
            }
        }
        return keys.stream().map(key -> NoteVerifier.parse(key.vkey())).toList();
    }
}
