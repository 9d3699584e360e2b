package io.practiceops.trust.tlog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Proofs that a leaf is in a tree, and that a tree goes on from an earlier one: RFC 6962 §2.1.1 and
 * §2.1.2, verified by the algorithms of RFC 9162 §2.1.3.2 and §2.1.4.2.
 */
public final class Proofs {

    private Proofs() {}

    /** The siblings on the way from leaf {@code index} to the root of the tree of this size. */
    public static List<byte[]> inclusion(long index, long size, Nodes nodes) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException(
                    "A tree of %d has no leaf %d".formatted(size, index));
        }
        var proof = new ArrayList<byte[]>();
        inclusion(index, 0, size, new Subtrees(nodes), proof);
        return proof;
    }

    private static void inclusion(
            long index, long begin, long end, Subtrees subtrees, List<byte[]> proof) {
        if (end - begin == 1) {
            return;
        }
        var middle = begin + largestPowerBelow(end - begin);
        if (index < middle) {
            inclusion(index, begin, middle, subtrees, proof);
            proof.add(subtrees.hash(middle, end));
        } else {
            inclusion(index, middle, end, subtrees, proof);
            proof.add(subtrees.hash(begin, middle));
        }
    }

    /** That the tree of size {@code to} begins with the leaves of the tree of size {@code from}. */
    public static List<byte[]> consistency(long from, long to, Nodes nodes) {
        if (from < 0 || from > to) {
            throw new IllegalArgumentException(
                    "A tree of %d does not go on from one of %d".formatted(to, from));
        }
        var proof = new ArrayList<byte[]>();
        if (from > 0 && from < to) {
            consistency(from, 0, to, true, new Subtrees(nodes), proof);
        }
        return proof;
    }

    private static void consistency(
            long from, long begin, long end, boolean known, Subtrees subtrees, List<byte[]> proof) {
        if (from == end) {
            if (!known) {
                proof.add(subtrees.hash(begin, end));
            }
            return;
        }
        var middle = begin + largestPowerBelow(end - begin);
        if (from <= middle) {
            consistency(from, begin, middle, known, subtrees, proof);
            proof.add(subtrees.hash(middle, end));
        } else {
            consistency(from, middle, end, false, subtrees, proof);
            proof.add(subtrees.hash(begin, middle));
        }
    }

    /** Whether the proof leads from the leaf to the root. */
    public static boolean includes(
            long index, long size, byte[] leafHash, List<byte[]> proof, byte[] root) {
        if (index < 0 || index >= size) {
            return false;
        }
        var hasher = new TreeHash();
        var node = index;
        var last = size - 1;
        var hash = leafHash;
        for (var sibling : proof) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = hasher.node(sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                hash = hasher.node(hash, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && Arrays.equals(hash, root);
    }

    /** Whether the proof shows that the later tree begins with the leaves of the earlier one. */
    public static boolean consistent(
            long from, byte[] fromRoot, long to, byte[] toRoot, List<byte[]> proof) {
        if (from < 0 || from > to) {
            return false;
        }
        if (from == to) {
            return proof.isEmpty() && Arrays.equals(fromRoot, toRoot);
        }
        if (from == 0) {
            return proof.isEmpty() && Arrays.equals(fromRoot, new TreeHash().empty());
        }
        return leadsToBoth(from, fromRoot, to, toRoot, proof);
    }

    private static boolean leadsToBoth(
            long from, byte[] fromRoot, long to, byte[] toRoot, List<byte[]> proof) {
        var path = new ArrayList<>(proof);
        if (Long.bitCount(from) == 1) {
            path.addFirst(fromRoot);
        }
        if (path.isEmpty()) {
            return false;
        }
        var hasher = new TreeHash();
        var lasting = Long.numberOfTrailingZeros(from);
        var node = (from - 1) >>> lasting;
        var last = (to - 1) >>> lasting;
        var earlier = path.getFirst();
        var later = path.getFirst();
        for (var sibling : path.subList(1, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                earlier = hasher.node(sibling, earlier);
                later = hasher.node(sibling, later);
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                later = hasher.node(later, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && Arrays.equals(earlier, fromRoot) && Arrays.equals(later, toRoot);
    }

    private static long largestPowerBelow(long size) {
        return Long.highestOneBit(size - 1);
    }

    /** Subtrees that need not be perfect, from those that are. */
    private record Subtrees(Nodes nodes, TreeHash hasher) {

        Subtrees(Nodes nodes) {
            this(nodes, new TreeHash());
        }

        /** Over leaves that begin at a multiple of the power of two that they fill or start. */
        byte[] hash(long begin, long end) {
            var size = end - begin;
            if (Long.bitCount(size) == 1) {
                var level = Long.numberOfTrailingZeros(size);
                return nodes.hash(level, begin >>> level);
            }
            var middle = begin + largestPowerBelow(size);
            return hasher.node(hash(begin, middle), hash(middle, end));
        }
    }
}
