package io.practiceops.trust.sealing;

import static io.practiceops.trust.sealing.VerifyFinding.Kind.ENTRIES_DIFFER;
import static io.practiceops.trust.sealing.VerifyFinding.Kind.HASHES_CHANGED;
import static io.practiceops.trust.sealing.VerifyFinding.Kind.ROOTS_DISORDERED;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.practiceops.trust.tlog.Checkpoint;
import io.practiceops.trust.tlog.CompactRange;
import io.practiceops.trust.tlog.TreeHash;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The part of a verification that hashes every entry and builds the firm's tree from them. This is
 * where a million entries a second go through: nothing is made for a line but its hash.
 */
final class VerifyEvents {

    private static final byte[] ABOUT_THE_TRAIL = VerifyExplanations.PREFIX.getBytes(US_ASCII);
    private static final int TELL_EVERY = 1 << 16;

    private final BundleReader bundle;
    private final Checkpoint log;
    private final List<VerifyKept> kept;
    private final VerifyExplanations explanations;
    private final LongConsumer progress;
    private final TreeHash hasher = new TreeHash();

    private @Nullable Mismatch mismatch;
    private @Nullable BundleRoot lastGood;
    private @Nullable BundleRoot firstBad;

    /** The first line whose hash is not the one that {@link BundleFiles#LEAVES} has there. */
    record Mismatch(long index, byte @Nullable [] computed, byte @Nullable [] expected) {}

    /**
     * @param kept checkpoints of this very log
     */
    VerifyEvents(
            BundleReader bundle,
            Checkpoint log,
            List<VerifyKept> kept,
            VerifyExplanations explanations,
            LongConsumer progress) {
        this.bundle = bundle;
        this.log = log;
        this.kept = kept;
        this.explanations = explanations;
        this.progress = progress;
    }

    void run() throws IOException {
        var manifest = bundle.manifest();
        var range = BundleRange.parse(BundleFiles.RANGE, bundle.document(BundleFiles.RANGE));
        var tree = range.before(manifest.firstIndex());
        var root = root(tree, range);
        if (!Arrays.equals(root, log.root())) {
            throw differing(range);
        }
        if (mismatch != null) {
            throw VerifyFinding.at(
                            mismatch.index,
                            null,
                            HASHES_CHANGED,
                            "The entries are as they were sealed; leaves.hashes is not, from entry %,d on."
                                    .formatted(mismatch.index))
                    .thrown();
        }
        if (firstBad != null) {
            throw VerifyFinding.of(
                            ROOTS_DISORDERED,
                            "What the log was said to be at %s is not how it begins now: it was rewritten later."
                                    .formatted(firstBad.at()))
                    .thrown();
        }
    }

    /** Null when there are not as many entries as there should be. */
    private byte @Nullable [] root(CompactRange tree, BundleRange range) throws IOException {
        var manifest = bundle.manifest();
        try (var lines = bundle.lines(BundleFiles.EVENTS);
                var hashes = new BufferedInputStream(bundle.stream(BundleFiles.LEAVES), 1 << 16);
                var roots = new BundleRoots(bundle)) {
            var expected = new byte[TreeHash.LENGTH];
            var index = manifest.firstIndex();
            compare(tree, roots);
            while (lines.next()) {
                var computed = hash(lines, hasher);
                var has = hashes.readNBytes(expected, 0, expected.length) == expected.length;
                if (mismatch == null && !(has && Arrays.equals(computed, expected))) {
                    mismatch = new Mismatch(index, computed, has ? expected.clone() : null);
                }
                if (index == manifest.endIndex()) {
                    return null;
                }
                tree.append(computed);
                index++;
                compare(tree, roots);
                explain(lines);
                if (index % TELL_EVERY == 0) {
                    progress.accept(index - manifest.firstIndex());
                }
            }
            if (mismatch == null && read(hashes, expected)) {
                mismatch = new Mismatch(index, null, expected.clone());
            }
            if (index != manifest.endIndex()) {
                return null;
            }
            tree.append(range.after(manifest.endIndex(), manifest.treeSize()));
            compareKept(tree);
            return tree.root();
        }
    }

    private static boolean read(InputStream hashes, byte[] into) throws IOException {
        return hashes.readNBytes(into, 0, into.length) == into.length;
    }

    /** A leaf's hash: of the text, or what stands in its place where the text was truncated. */
    static byte[] hash(ByteLines lines, TreeHash hasher) {
        return VerifyPersonal.isTruncated(lines)
                ? VerifyPersonal.truncatedHash(lines)
                : hasher.leaf(lines.buffer(), lines.offset(), lines.length());
    }

    private void compare(CompactRange tree, BundleRoots roots) throws IOException {
        for (var root = roots.current();
                root != null && root.size() <= tree.end();
                root = roots.current()) {
            if (root.size() == tree.end() && firstBad == null) {
                if (Arrays.equals(tree.root(), root.root())) {
                    lastGood = root;
                } else {
                    firstBad = root;
                }
            }
            roots.advance();
        }
        if (!kept.isEmpty()) {
            compareKept(tree);
        }
    }

    private void compareKept(CompactRange tree) {
        for (var one : kept) {
            if (one.checkpoint().size() == tree.end()
                    && one.result() == VerifyKept.Result.UNDECIDED) {
                one.compare(tree.root(), tree.end() == log.size());
            }
        }
    }

    private void explain(ByteLines lines) {
        var end = lines.offset() + Math.min(ABOUT_THE_TRAIL.length, lines.length());
        if (Arrays.equals(
                lines.buffer(), lines.offset(), end, ABOUT_THE_TRAIL, 0, ABOUT_THE_TRAIL.length)) {
            explanations.add(lines.buffer(), lines.offset(), lines.length());
        }
    }

    private VerifyFinding.Divergence differing(BundleRange range) throws IOException {
        if (mismatch != null && mismatch.index < hashesProvenUpTo(range)) {
            return new VerifyAttribution(bundle, mismatch).finding().thrown();
        }
        return VerifyFinding.of(
                        ENTRIES_DIFFER,
                        """
                        The entries are not those that were sealed, and the row of their hashes was changed too, so \
                        it cannot be said which; %s.\
                        """
                                .formatted(stretch()))
                .thrown();
    }

    /** Between which seals the first difference lies. */
    private String stretch() {
        var manifest = bundle.manifest();
        var from = lastGood == null ? manifest.firstIndex() : lastGood.size();
        var to = firstBad == null ? manifest.endIndex() : firstBad.size();
        return "the first difference is from entry %,d on and before entry %,d".formatted(from, to);
    }

    /** Up to which entry the row of leaf hashes leads to roots that were sealed. */
    private long hashesProvenUpTo(BundleRange range) throws IOException {
        var manifest = bundle.manifest();
        var tree = range.before(manifest.firstIndex());
        var leaf = new byte[TreeHash.LENGTH];
        var proven = manifest.firstIndex();
        try (var in = new BufferedInputStream(bundle.stream(BundleFiles.LEAVES), 1 << 16);
                var roots = new BundleRoots(bundle)) {
            while (tree.end() < manifest.endIndex() && read(in, leaf)) {
                tree.append(leaf.clone());
                for (var root = roots.current();
                        root != null && root.size() <= tree.end();
                        root = roots.current()) {
                    if (root.size() == tree.end() && Arrays.equals(root.root(), tree.root())) {
                        proven = root.size();
                    }
                    roots.advance();
                }
            }
        }
        if (tree.end() == manifest.endIndex()) {
            tree.append(range.after(manifest.endIndex(), manifest.treeSize()));
            return Arrays.equals(tree.root(), log.root()) ? manifest.endIndex() + 1 : proven;
        }
        return proven;
    }
}
