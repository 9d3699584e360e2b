package io.practiceops.trust.sealing;

import static io.practiceops.trust.sealing.VerifyFinding.Kind.PERIOD_INCOMPLETE;
import static io.practiceops.trust.sealing.VerifyFinding.Kind.ROOTS_DISORDERED;
import static io.practiceops.trust.sealing.VerifyFinding.Kind.ROOT_UNPROVEN;
import static io.practiceops.trust.sealing.VerifyFinding.Kind.SYSTEM_DIFFERS;

import io.practiceops.trust.tlog.Checkpoint;
import io.practiceops.trust.tlog.CompactRange;
import io.practiceops.trust.tlog.TlogProof;
import io.practiceops.trust.tlog.TreeHash;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The part of a verification that goes from the signed checkpoint of the system log to the root of
 * the firm's log: its leaves, the roots of this firm among them, and the kept checkpoints.
 */
final class VerifySystem {

    /** How much earlier than the seal before it an entry may be dated: transactions take time. */
    static final Duration EARLIER = Duration.ofMinutes(10);

    /** How much later than its own seal: clocks of several instances differ. */
    static final Duration LATER = Duration.ofMinutes(1);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final BundleReader bundle;
    private final VerifyNames names;
    private final Checkpoint system;
    private final Checkpoint log;
    private final TreeHash hash = new TreeHash();
    private final Map<VerifyKept, byte[]> keptRoots = new HashMap<>();
    private long sizeBefore;
    private long sizeBehind = Long.MAX_VALUE;

    /**
     * The records before those given one by one: {@link BundleFiles#SYSTEM}.
     *
     * @param hashes compact range [0, begin), in base64
     */
    record Span(@Nullable String begin, @Nullable List<String> hashes) {}

    VerifySystem(BundleReader bundle, VerifyNames names, Checkpoint system, Checkpoint log) {
        this.bundle = bundle;
        this.names = names;
        this.system = system;
        this.log = log;
    }

    /** The last root, that of the tree which the entries are proven in. */
    BundleRoot run(List<VerifyKept> kept) throws IOException {
        if (!system.origin().equals(names.current())
                || !log.origin().equals(bundle.manifest().log())
                || log.size() != bundle.manifest().treeSize()) {
            throw unproven("The checkpoints in this export are of other logs than it says.");
        }
        var last = leaves(kept);
        if (!last.text()
                        .equals(
                                new String(
                                        bundle.document(BundleFiles.LOG_ROOT),
                                        java.nio.charset.StandardCharsets.UTF_8))
                || last.size() != log.size()
                || !Arrays.equals(last.root(), log.root())) {
            throw unproven("The last root of this firm in the system log is not that of its log.");
        }
        var proof =
                TlogProof.parse(
                        new String(
                                bundle.document(BundleFiles.LOG_PROOF),
                                java.nio.charset.StandardCharsets.UTF_8));
        if (proof.index() != last.index()
                || !Checkpoint.parse(proof.checkpoint().text()).equals(system)
                || !proof.proves(hash.leaf(last.bytes()))) {
            throw unproven("%s does not prove it.".formatted(BundleFiles.LOG_PROOF));
        }
        requirePeriod();
        return last;
    }

    private BundleRoot leaves(List<VerifyKept> kept) throws IOException {
        var range = before();
        try (var roots = new BundleRoots(bundle);
                var in = bundle.stream(BundleFiles.SYSTEM_LEAVES)) {
            var leaf = new byte[TreeHash.LENGTH];
            note(range, kept);
            while (range.end() < system.size() && read(in, leaf)) {
                var root = roots.current();
                if (root != null && root.index() == range.end()) {
                    requireLeaf(root, leaf);
                    requireOrder(roots.before(), root);
                    roots.advance();
                }
                range.append(leaf.clone());
                note(range, kept);
            }
            if (range.end() != system.size()
                    || in.read() >= 0
                    || !Arrays.equals(range.root(), system.root())) {
                throw differs("The records of the system log do not lead to its signed root.");
            }
            compare(kept);
            var last = roots.before();
            if (roots.current() != null || last == null) {
                throw differs("A root in roots.jsonl is not a record of the system log.");
            }
            return last;
        }
    }

    private CompactRange before() throws IOException {
        try {
            var span = JSON.readValue(bundle.document(BundleFiles.SYSTEM), Span.class);
            var begin = Long.parseLong(String.valueOf(span.begin));
            return new BundleRange(span.hashes, null).before(begin);
        } catch (JacksonException | NumberFormatException e) {
            throw new io.practiceops.trust.tlog.Malformed("system.json cannot be read.");
        }
    }

    private static boolean read(InputStream in, byte[] leaf) throws IOException {
        return in.readNBytes(leaf, 0, leaf.length) == leaf.length;
    }

    private void requireLeaf(BundleRoot root, byte[] leaf) {
        if (!Arrays.equals(hash.leaf(root.bytes()), leaf)) {
            throw differs(
                    "The root that record %d of the system log is said to state is not what was sealed."
                            .formatted(root.index()));
        }
        if (!names.isLog(root.log())) {
            throw differs("Record %d is of another firm's log.".formatted(root.index()));
        }
    }

    private void requireOrder(@Nullable BundleRoot before, BundleRoot root) {
        if (before != null
                && (root.at().isBefore(before.at())
                        || root.size() < before.size()
                        || (root.size() == before.size()
                                && !Arrays.equals(root.root(), before.root())))) {
            throw VerifyFinding.of(
                            ROOTS_DISORDERED,
                            """
                            The log had %,d entries at %s and %,d at %s: it went back, or the clock of the server \
                            did, or it was told differently twice.\
                            """
                                    .formatted(before.size(), before.at(), root.size(), root.at()))
                    .thrown();
        }
        var from = Instant.parse(bundle.manifest().from());
        if (root.at().isBefore(from.minus(LATER))) {
            sizeBefore = root.size();
        }
        var until = Instant.parse(bundle.manifest().until());
        if (!root.at().isBefore(until.plus(EARLIER)) && sizeBehind == Long.MAX_VALUE) {
            sizeBehind = root.size();
        }
    }

    /**
     * Remembers the roots at the sizes of kept checkpoints; they count once the whole is proven.
     */
    private void note(CompactRange range, List<VerifyKept> kept) {
        for (var one : kept) {
            if (names.isSystem(one.checkpoint().origin())
                    && one.checkpoint().size() == range.end()) {
                keptRoots.put(one, range.root());
            }
        }
    }

    private void compare(List<VerifyKept> kept) {
        for (var one : kept) {
            var root = keptRoots.get(one);
            if (root != null) {
                one.compare(root, one.checkpoint().size() == system.size());
            }
        }
    }

    /**
     * Whatever is dated in the period was sealed between the last root before and the first behind.
     */
    private void requirePeriod() {
        var manifest = bundle.manifest();
        if (manifest.firstIndex() > sizeBefore
                || manifest.endIndex() < Math.min(sizeBehind, manifest.treeSize())) {
            throw VerifyFinding.of(
                            PERIOD_INCOMPLETE,
                            """
                            The entries %,d to %,d are fewer than those that may be dated from %s until %s: entries \
                            of the period are not in this export.\
                            """
                                    .formatted(
                                            manifest.firstIndex(),
                                            manifest.endIndex() - 1,
                                            manifest.from(),
                                            manifest.until()))
                    .thrown();
        }
    }

    private static VerifyFinding.Divergence unproven(String words) {
        return VerifyFinding.of(ROOT_UNPROVEN, words).thrown();
    }

    private static VerifyFinding.Divergence differs(String words) {
        return VerifyFinding.of(SYSTEM_DIFFERS, words).thrown();
    }
}
