package io.practiceops.trust.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;

import io.practiceops.trust.sealing.Proof.Opening;
import io.practiceops.trust.sealing.VerificationStore.Sealed;
import io.practiceops.trust.tlog.CompactRange;
import io.practiceops.trust.tlog.Tiles;
import io.practiceops.trust.tlog.TreeHash;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Goes through one log from its first leaf: payloads against leaves, leaves against tiles, and the
 * tree against each root that was ever stated.
 */
final class LogWalk {

    private static final int TILES = 16;
    private static final int CHUNK = TILES * Tiles.WIDTH;
    private static final int ROOTS = 2_000;

    private final VerificationStore store;
    private final CheckpointStore checkpoints;
    private final Verification.Reading reading;
    private final Log log;
    private final long size;
    private final TreeHash hash = new TreeHash();
    private final CompactRange range = CompactRange.startingAt(0);
    private final Deque<Root> stated = new ArrayDeque<>();
    private long statedUpTo = -1;
    private long missing;
    private Explanations explanations = Explanations.of(List.of());

    LogWalk(
            VerificationStore store,
            CheckpointStore checkpoints,
            Verification.Reading reading,
            Log log,
            long size) {
        this.store = store;
        this.checkpoints = checkpoints;
        this.reading = reading;
        this.log = log;
        this.size = size;
    }

    /** Returns how many leaves were held against their tree; throws {@link Diverged}. */
    long walk() {
        compareRoots();
        for (var from = 0L; from < size; from += CHUNK) {
            walk(from, Math.min(size, from + CHUNK));
        }
        reading.of(() -> store.wrongTiles(log.id())).stream()
                .findFirst()
                .ifPresent(tile -> {
                    throw new Diverged(
                            "The %s of log %s is not made of those below."
                                    .formatted(tile, log.origin()));
                });
        if (missing > explanations.mayLack()) {
            throw new Diverged(
                    "In log %s %,d payloads are missing, and entries tell of the removal of %,d."
                            .formatted(log.origin(), missing, explanations.mayLack()));
        }
        return size;
    }

    private void walk(long from, long end) {
        var rows = reading.of(() -> store.sealed(log.id(), from, end));
        var ids = rows.stream().map(Sealed::event).toList();
        Map<UUID, List<Opening>> openings =
                reading.of(() -> store.openings(ids)).stream().collect(groupingBy(Opening::event));
        var tiles =
                reading.of(() ->
                        store.tiles(
                                log.id(),
                                from / Tiles.WIDTH,
                                (end + Tiles.WIDTH - 1) / Tiles.WIDTH));
        Map<Long, Sealed> byIndex = new HashMap<>();
        rows.forEach(row -> byIndex.put(row.index(), row));
        for (var index = from; index < end; index++) {
            var row = byIndex.get(index);
            range.append(leaf(index, row, tiles));
            if (row == null || row.canonical() == null) {
                requireExplained(index, row);
            } else {
                verifyPayload(row, row.canonical(), openings.getOrDefault(row.event(), List.of()));
            }
            compareRoots();
        }
    }

    private byte[] leaf(long index, @Nullable Sealed row, Map<Long, byte[]> tiles) {
        var tile = tiles.get(index / Tiles.WIDTH);
        if (tile == null) {
            if (row == null) {
                throw new Diverged("Log %s has no leaf %,d.".formatted(log.origin(), index));
            }
            return row.leaf();
        }
        var offset = (int) (index % Tiles.WIDTH) * TreeHash.LENGTH;
        var sealed = Arrays.copyOfRange(tile, offset, offset + TreeHash.LENGTH);
        if (row != null && !Arrays.equals(sealed, row.leaf())) {
            throw new Diverged(
                    "Leaf %,d of log %s, entry %s, is not the one in its tile."
                            .formatted(index, log.origin(), row.event()));
        }
        return sealed;
    }

    private void requireExplained(long index, @Nullable Sealed row) {
        missing++;
        explained(() -> {
            if (!explanations.mayLack(index)) {
                throw new Diverged(
                        "Entry %s, leaf %,d of log %s, was removed, and no entry tells of its removal."
                                .formatted(
                                        row == null ? "(unknown)" : row.event(),
                                        index,
                                        log.origin()));
            }
        });
    }

    private void verifyPayload(Sealed row, String canonical, List<Opening> openings) {
        if (!Arrays.equals(hash.leaf(canonical.getBytes(UTF_8)), row.leaf())) {
            throw new Diverged(
                    "The text of entry %s, leaf %,d of log %s, is not what was sealed."
                            .formatted(row.event(), row.index(), log.origin()));
        }
        var entry = Derived.read(canonical);
        if (!Derived.columns(entry).equals(row.columns())
                || !entry.path("at").asString().equals(Root.micros(row.at()))) {
            throw new Diverged(
                    "What entry %s is found by is not what its sealed text says."
                            .formatted(row.event()));
        }
        explained(() -> Derived.verifyOpenings(row.index(), entry, openings, explanations));
    }

    /** What went while we read was told of before it went: so the explanations are read again. */
    private void explained(Runnable check) {
        try {
            check.run();
        } catch (Diverged unexplained) {
            explanations = Explanations.of(reading.of(() -> store.explanations(log.firm())));
            check.run();
        }
    }

    /** All statements about the size the walk has come to. */
    private void compareRoots() {
        while (true) {
            if (stated.isEmpty() && !readStated()) {
                return;
            }
            var next = stated.getFirst();
            if (next.size() > range.end()) {
                return;
            }
            stated.removeFirst();
            if (next.size() < range.end() || !Arrays.equals(next.root(), range.root())) {
                throw new Diverged(
                        "The first %,d entries of log %s are not those of checkpointed root %,d."
                                .formatted(next.size(), log.origin(), next.index()));
            }
        }
    }

    private boolean readStated() {
        if (statedUpTo == Long.MAX_VALUE) {
            return false;
        }
        var after = statedUpTo;
        var more = reading.of(() -> checkpoints.rootsOf(log.id(), after, ROOTS));
        stated.addAll(more);
        statedUpTo = more.size() < ROOTS ? Long.MAX_VALUE : more.getLast().index();
        return !more.isEmpty();
    }
}
