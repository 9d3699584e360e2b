package io.practiceops.trust.tlog;

import java.util.ArrayList;
import java.util.List;

/**
 * The leaves from {@code begin} to {@code end} of a log, as the hashes of the largest perfect
 * subtrees that cover them: at most 2·log₂ of them, whatever the number of leaves. A log's whole
 * state is its size and the compact range from 0. Grows at its end; confined to one thread.
 */
public final class CompactRange {

    private final TreeHash hasher;
    private final long begin;
    private long end;
    private final List<Subtree> subtrees;

    /** A perfect subtree over 2^level leaves, the first of which is a multiple of 2^level. */
    private record Subtree(int level, long index, byte[] hash) {}

    private CompactRange(TreeHash hasher, long begin, long end, List<Subtree> subtrees) {
        this.hasher = hasher;
        this.begin = begin;
        this.end = end;
        this.subtrees = subtrees;
    }

    /** Holds nothing yet; the next leaf is that of index {@code begin}. */
    public static CompactRange startingAt(long begin) {
        return startingAt(begin, new TreeHash());
    }

    /** Shares the hasher, and with it the thread it is confined to. */
    public static CompactRange startingAt(long begin, TreeHash hasher) {
        if (begin < 0) {
            throw new IllegalArgumentException("A log has no leaf " + begin);
        }
        return new CompactRange(hasher, begin, begin, new ArrayList<>());
    }

    /**
     * What {@link #hashes()} gave of these leaves.
     *
     * @throws Malformed when there are more or fewer hashes than these leaves take
     */
    public static CompactRange of(long begin, long end, List<byte[]> hashes) {
        if (begin < 0 || end < begin) {
            throw new Malformed("There are no leaves %d to %d.".formatted(begin, end));
        }
        var subtrees = new ArrayList<Subtree>();
        for (var at = begin; at < end; ) {
            var level = level(at, end);
            if (subtrees.size() == hashes.size() || hashes.get(subtrees.size()).length != 32) {
                throw wrongNumber(begin, end, hashes);
            }
            subtrees.add(new Subtree(level, at >>> level, hashes.get(subtrees.size()).clone()));
            at += 1L << level;
        }
        if (subtrees.size() != hashes.size()) {
            throw wrongNumber(begin, end, hashes);
        }
        return new CompactRange(new TreeHash(), begin, end, subtrees);
    }

    /** What {@link #packed()} gave of these leaves. */
    public static CompactRange of(long begin, long end, byte[] packed) {
        return of(begin, end, Hashes.unpacked(packed));
    }

    /** The leaves of a log from one index to another, from a log that is at least so long. */
    public static CompactRange of(long begin, long end, Nodes nodes) {
        var range = startingAt(begin);
        while (range.end < end) {
            var level = level(range.end, end);
            range.push(level, nodes.hash(level, range.end >>> level));
        }
        return range;
    }

    /** The level of the largest perfect subtree that begins here and does not pass the end. */
    private static int level(long at, long end) {
        var room = 63 - Long.numberOfLeadingZeros(end - at);
        return Math.min(room, Long.numberOfTrailingZeros(at));
    }

    private static Malformed wrongNumber(long begin, long end, List<byte[]> hashes) {
        return new Malformed(
                "%d hashes are not the compact range of leaves %d to %d."
                        .formatted(hashes.size(), begin, end));
    }

    public void append(byte[] leafHash) {
        push(0, leafHash);
    }

    /** Appends the range that begins where this one ends. */
    public void append(CompactRange next) {
        if (next.begin != end) {
            throw new IllegalArgumentException(
                    "A range from %d does not follow one to %d".formatted(next.begin, end));
        }
        List.copyOf(next.subtrees).forEach(subtree -> push(subtree.level, subtree.hash));
    }

    /** Appends the hash of a whole subtree: of 256 leaves at once, say. */
    void push(int level, byte[] hash) {
        var index = end >>> level;
        end += 1L << level;
        var whole = hash;
        while ((index & 1) == 1 && !subtrees.isEmpty() && subtrees.getLast().level == level) {
            whole = hasher.node(subtrees.removeLast().hash, whole);
            index >>>= 1;
            level++;
        }
        subtrees.add(new Subtree(level, index, whole));
    }

    /** The root of the tree of these leaves; only of a range from 0. */
    public byte[] root() {
        if (begin != 0) {
            throw new IllegalStateException("Leaves from %d on have no root".formatted(begin));
        }
        if (subtrees.isEmpty()) {
            return hasher.empty();
        }
        var root = subtrees.getLast().hash;
        for (var i = subtrees.size() - 2; i >= 0; i--) {
            root = hasher.node(subtrees.get(i).hash, root);
        }
        return root.clone();
    }

    /** The subtrees' hashes, from left to right. */
    public List<byte[]> hashes() {
        return subtrees.stream().map(subtree -> subtree.hash.clone()).toList();
    }

    /** The same, one behind the other. */
    public byte[] packed() {
        return Hashes.packed(hashes());
    }

    public long begin() {
        return begin;
    }

    public long end() {
        return end;
    }

    public CompactRange copy() {
        return new CompactRange(new TreeHash(), begin, end, new ArrayList<>(subtrees));
    }
}
