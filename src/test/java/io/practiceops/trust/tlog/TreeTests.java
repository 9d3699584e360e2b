package io.practiceops.trust.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeTests {

    private static final HexFormat HEX = HexFormat.of();

    /** The test data of the reference implementation of RFC 6962 (certificate-transparency). */
    private static final List<String> ENTRIES =
            List.of(
                    "",
                    "00",
                    "10",
                    "2021",
                    "3031",
                    "40414243",
                    "5051525354555657",
                    "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS =
            List.of(
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void rootsAreThoseOfTheReferenceImplementation() {
        var hasher = new TreeHash();
        var range = CompactRange.startingAt(0);
        assertThat(HEX.formatHex(range.root())).isEqualTo(ROOTS.getFirst());
        for (var i = 0; i < ENTRIES.size(); i++) {
            range.append(hasher.leaf(HEX.parseHex(ENTRIES.get(i))));
            assertThat(HEX.formatHex(range.root())).isEqualTo(ROOTS.get(i + 1));
        }
    }

    /** The tree of seven leaves drawn in RFC 6962 §2.1.3, its nodes by their letters. */
    @Test
    void proofsAreThoseOfTheExampleOfRfc6962() {
        var tree = TestTree.ofSize(7);
        var b = tree.leaf(1);
        var c = tree.leaf(2);
        var d = tree.leaf(3);
        var f = tree.leaf(5);
        var g = tree.hash(1, 0);
        var h = tree.hash(1, 1);
        var i = tree.hash(1, 2);
        var j = tree.leaf(6);
        var k = tree.hash(2, 0);
        var l = new TreeHash().node(i, j);

        assertThat(Proofs.inclusion(0, 7, tree)).containsExactly(b, h, l);
        assertThat(Proofs.inclusion(3, 7, tree)).containsExactly(c, g, l);
        assertThat(Proofs.inclusion(4, 7, tree)).containsExactly(f, j, k);
        assertThat(Proofs.inclusion(6, 7, tree)).containsExactly(i, k);
        assertThat(Proofs.consistency(3, 7, tree)).containsExactly(c, d, g, l);
        assertThat(Proofs.consistency(4, 7, tree)).containsExactly(l);
        assertThat(Proofs.consistency(6, 7, tree)).containsExactly(i, j, k);
    }

    @Test
    void eachLeafOfEachTreeIsProvenAndNoneIsInAnotherPlace() {
        var tree = TestTree.ofSize(130);
        for (var size = 1; size <= tree.size(); size++) {
            var root = tree.root(size);
            for (var index = 0; index < size; index++) {
                var proof = Proofs.inclusion(index, size, tree);
                assertThat(Proofs.includes(index, size, tree.leaf(index), proof, root)).isTrue();
                var elsewhere = (index + 1) % size;
                assertThat(
                                index != elsewhere
                                        && Proofs.includes(
                                                elsewhere, size, tree.leaf(index), proof, root))
                        .isFalse();
            }
        }
    }

    @Test
    void eachTreeIsProvenToGoOnFromEachEarlierOne() {
        var tree = TestTree.ofSize(130);
        for (var to = 0; to <= tree.size(); to++) {
            for (var from = 0; from <= to; from++) {
                var proof = Proofs.consistency(from, to, tree);
                assertThat(Proofs.consistent(from, tree.root(from), to, tree.root(to), proof))
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9, 100, 255, 256, 300})
    void everyChangedBitOfAnInclusionProofIsRefused(int size) {
        var tree = TestTree.ofSize(size);
        var index = size * 2 / 3;
        var root = tree.root(size);
        var proof = Proofs.inclusion(index, size, tree);
        for (var bit = 0; bit < 256; bit++) {
            var leaf = flipped(tree.leaf(index), bit);
            assertThat(Proofs.includes(index, size, leaf, proof, root)).isFalse();
            var otherRoot = flipped(root, bit);
            assertThat(Proofs.includes(index, size, tree.leaf(index), proof, otherRoot)).isFalse();
            for (var at = 0; at < proof.size(); at++) {
                var changed = changed(proof, at, bit);
                assertThat(Proofs.includes(index, size, tree.leaf(index), changed, root)).isFalse();
            }
        }
        var leaf = tree.leaf(index);
        assertThat(Proofs.includes(index, size, leaf, longer(proof), root)).isFalse();
        assertThat(!proof.isEmpty() && Proofs.includes(index, size, leaf, shorter(proof), root))
                .isFalse();
        assertThat(Proofs.includes(-1, size, leaf, proof, root)).isFalse();
        assertThat(Proofs.includes(size, size, leaf, proof, root)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 100, 128, 255, 256, 299})
    void everyChangedBitOfAConsistencyProofIsRefused(int from) {
        var tree = TestTree.ofSize(300);
        var earlier = tree.root(from);
        var later = tree.root(300);
        var proof = Proofs.consistency(from, 300, tree);
        for (var bit = 0; bit < 256; bit++) {
            assertThat(Proofs.consistent(from, flipped(earlier, bit), 300, later, proof)).isFalse();
            assertThat(Proofs.consistent(from, earlier, 300, flipped(later, bit), proof)).isFalse();
            for (var at = 0; at < proof.size(); at++) {
                var changed = changed(proof, at, bit);
                assertThat(Proofs.consistent(from, earlier, 300, later, changed)).isFalse();
            }
        }
        assertThat(Proofs.consistent(from, earlier, 300, later, longer(proof))).isFalse();
        assertThat(Proofs.consistent(from, earlier, 300, later, shorter(proof))).isFalse();
        assertThat(Proofs.consistent(300, later, from, earlier, proof)).isFalse();
    }

    @Test
    void rangesSplitAnywhereJoinToTheSameRoot() {
        var tree = TestTree.ofSize(90);
        for (var end = 0; end <= tree.size(); end++) {
            for (var split = 0; split <= end; split++) {
                var left = range(tree, 0, split);
                var right = range(tree, split, end);
                assertThat(right.hashes())
                        .containsExactlyElementsOf(CompactRange.of(split, end, tree).hashes());
                left.append(CompactRange.of(split, end, right.packed()));
                assertThat(left.root()).isEqualTo(tree.root(end));
                assertThat(left.end()).isEqualTo(end);
            }
        }
    }

    @Test
    void rangesOfThreePiecesJoinToTheSameRoot() {
        var tree = TestTree.ofSize(600);
        var random = new Random(6962);
        for (var round = 0; round < 200; round++) {
            var cuts = random.ints(3, 0, 601).sorted().toArray();
            var whole = range(tree, 0, cuts[0]);
            var middle = range(tree, cuts[0], cuts[1]);
            middle.append(range(tree, cuts[1], cuts[2]));
            whole.append(middle);
            assertThat(whole.root()).isEqualTo(tree.root(cuts[2]));
            assertThat(CompactRange.of(0, cuts[2], whole.hashes()).root()).isEqualTo(whole.root());
        }
    }

    @Test
    void aRangeOfTooManyOrTooFewHashesIsRefused() {
        var hashes = range(TestTree.ofSize(7), 0, 7).hashes();
        assertThatThrownBy(() -> CompactRange.of(0, 7, shorter(hashes)))
                .isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> CompactRange.of(0, 7, longer(hashes)))
                .isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> CompactRange.of(0, Long.MAX_VALUE, hashes))
                .isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> CompactRange.of(0, 1, new byte[31])).isInstanceOf(Malformed.class);
    }

    @Test
    void aRangeThatDoesNotFollowIsRefused() {
        var range = range(TestTree.ofSize(7), 0, 3);
        assertThatThrownBy(() -> range.append(CompactRange.startingAt(4)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static CompactRange range(TestTree tree, int begin, int end) {
        var range = CompactRange.startingAt(begin);
        for (var i = begin; i < end; i++) {
            range.append(tree.leaf(i));
        }
        return range;
    }

    private static byte[] flipped(byte[] hash, int bit) {
        var changed = hash.clone();
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        return changed;
    }

    private static List<byte[]> changed(List<byte[]> proof, int at, int bit) {
        var changed = new ArrayList<>(proof);
        changed.set(at, flipped(proof.get(at), bit));
        return changed;
    }

    private static List<byte[]> longer(List<byte[]> proof) {
        var more = new ArrayList<>(proof);
        more.add(new byte[32]);
        return more;
    }

    private static List<byte[]> shorter(List<byte[]> proof) {
        return proof.subList(0, Math.max(0, proof.size() - 1));
    }
}
