package io.practiceops.trust.sealing;

import static io.practiceops.trust.sealing.VerifyFinding.Kind.FILE_CHANGED;
import static io.practiceops.trust.sealing.VerifyFinding.Kind.FILE_MISSING;
import static io.practiceops.trust.sealing.VerifyFinding.Kind.UNREADABLE;

import io.practiceops.trust.tlog.Checkpoint;
import io.practiceops.trust.tlog.Malformed;
import io.practiceops.trust.tlog.NoteVerifier;
import io.practiceops.trust.tlog.TreeHash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a bundle with nothing but the bundle and what its reader kept elsewhere: no database, no
 * network, and memory that does not grow with the number of entries.
 */
final class Verifier {

    private final BundleReader bundle;
    private final List<VerifyKept> kept;
    private final List<NoteVerifier> known;
    private final LongConsumer progress;
    private final List<VerifyFinding> findings = new ArrayList<>();

    private @Nullable VerifyKeys keys;
    private VerifyPersonal.@Nullable Counts counts;
    private @Nullable BundleRoot lastRoot;

    /**
     * @param kept checkpoints from outside the database
     * @param known keys from elsewhere than the bundle
     * @throws Malformed when it is not a bundle at all
     */
    Verifier(Bundle bundle, List<VerifyKept> kept, List<NoteVerifier> known, LongConsumer progress)
            throws IOException {
        this.bundle = BundleReader.of(bundle);
        this.kept = kept;
        this.known = known;
        this.progress = progress;
        for (var file : bundle.missing(BundleFiles.REQUIRED)) {
            findings.add(
                    VerifyFinding.of(
                            FILE_MISSING, "%s is missing from the export.".formatted(file)));
        }
    }

    VerifyReport verify() throws IOException {
        if (findings.isEmpty()) {
            part(this::verifyLogs);
            verifyFiles();
        }
        return new VerifyReport(
                bundle.manifest(),
                List.copyOf(findings),
                counts,
                lastRoot,
                keys == null ? null : keys.current().id(),
                !known.isEmpty(),
                kept);
    }

    private void verifyLogs() throws IOException {
        var chain = VerifyKeys.read(bundle);
        keys = chain;
        if (!known.isEmpty()) {
            part(() -> chain.requireLeadsFrom(known));
        }
        var names = VerifyNames.read(bundle, chain);
        var system = signed(chain, BundleFiles.CHECKPOINT);
        var log = signed(chain, BundleFiles.LOG_CHECKPOINT);
        for (var one : kept) {
            part(() -> {
                chain.requireSigned(one.name(), one.note());
                one.requireRelated(names, system.size(), log.size());
            });
        }
        part(() -> lastRoot = new VerifySystem(bundle, names, system, log).run(kept));
        verifyEntries(names, log);
    }

    private Checkpoint signed(VerifyKeys chain, String file) throws IOException {
        var note = bundle.note(file);
        part(() -> chain.requireCurrent(file, note));
        return Checkpoint.parse(note.text());
    }

    private void verifyEntries(VerifyNames names, Checkpoint log) throws IOException {
        var explanations = new VerifyExplanations();
        var ofLog = kept.stream().filter(one -> names.isLog(one.checkpoint().origin())).toList();
        var before = findings.size();
        part(() -> new VerifyEvents(bundle, log, ofLog, explanations, progress).run());
        part(() -> later(log, explanations));
        if (findings.size() == before) {
            part(() -> counts = new VerifyPersonal(bundle, explanations).run());
        }
    }

    private void later(Checkpoint log, VerifyExplanations explanations) throws IOException {
        var hasher = new TreeHash();
        try (var lines = bundle.lines(BundleFiles.LATER)) {
            while (lines.next()) {
                var text = BundleLater.proven(lines, log, hasher);
                explanations.add(text, 0, text.length);
            }
        }
    }

    private void verifyFiles() throws IOException {
        var unlisted = new ArrayList<>(BundleFiles.REQUIRED);
        unlisted.removeAll(bundle.manifest().files().keySet());
        unlisted.forEach(file ->
                findings.add(
                        VerifyFinding.of(
                                FILE_CHANGED, "manifest.json does not list %s.".formatted(file))));
        for (var file : bundle.changed()) {
            findings.add(
                    VerifyFinding.of(
                            FILE_CHANGED,
                            "%s is not the file that manifest.json lists.".formatted(file)));
        }
    }

    /** One part of the verification; those behind it go on when it diverges. */
    private void part(Part part) throws IOException {
        try {
            part.run();
        } catch (VerifyFinding.Divergence divergence) {
            findings.add(divergence.finding());
        } catch (Malformed malformed) {
            findings.add(VerifyFinding.of(UNREADABLE, String.valueOf(malformed.getMessage())));
        }
    }

    private interface Part {
        void run() throws IOException;
    }
}
