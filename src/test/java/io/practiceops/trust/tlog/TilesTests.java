package io.practiceops.trust.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.practiceops.trust.tlog.Tiles.Tile;
import org.junit.jupiter.api.Test;

class TilesTests {

    /** The examples of C2SP tlog-tiles. */
    @Test
    void pathsAreThoseOfC2sp() {
        assertThat(new Tile(0, 1_234_067).path(256)).isEqualTo("tile/0/x001/x234/067");
        assertThat(new Tile(1, 0).path(17)).isEqualTo("tile/1/000.p/17");
        assertThat(new Tile(3, 1_000).path(256)).isEqualTo("tile/3/x001/000");
    }

    /** C2SP: 70,000 leaves are 273 full tiles, one of 112, one full above, one of 17, one of 1. */
    @Test
    void widthsAreThoseOfC2sp() {
        assertThat(new Tile(0, 272).width(70_000)).isEqualTo(256);
        assertThat(new Tile(0, 273).width(70_000)).isEqualTo(112);
        assertThat(new Tile(0, 274).width(70_000)).isZero();
        assertThat(new Tile(1, 0).width(70_000)).isEqualTo(256);
        assertThat(new Tile(1, 1).width(70_000)).isEqualTo(17);
        assertThat(new Tile(2, 0).width(70_000)).isEqualTo(1);
        assertThat(new Tile(1, 0).width(256)).isEqualTo(1);
    }

    @Test
    void eachTileIsFilledOnceHoweverTheLogGrows() {
        var steps = new long[] {0, 1, 255, 256, 257, 1_000, 65_535, 65_536, 70_000};
        var filled = new java.util.ArrayList<Tile>();
        for (var i = 1; i < steps.length; i++) {
            filled.addAll(Tiles.filled(steps[i - 1], steps[i]));
        }
        assertThat(filled).hasSize(273 + 1).doesNotHaveDuplicates();
        assertThat(filled).contains(new Tile(1, 0), new Tile(0, 272));
        assertThat(filled).containsExactlyInAnyOrderElementsOf(Tiles.filled(0, 70_000));
        assertThat(filled.indexOf(new Tile(1, 0))).isGreaterThan(filled.indexOf(new Tile(0, 255)));
    }

    @Test
    void proofsOutOfTilesAreThoseOfTheTree() {
        var tree = TestTree.ofSize(1_000);
        var nodes = Tiles.nodes(tree);
        for (var size = 1; size <= 1_000; size += 37) {
            for (var index = 0; index < size; index += 11) {
                assertThat(Proofs.inclusion(index, size, nodes))
                        .containsExactlyElementsOf(Proofs.inclusion(index, size, tree));
            }
            assertThat(CompactRange.of(0, size, nodes).root()).isEqualTo(tree.root(size));
        }
    }

    @Test
    void tilesOfHigherLevelsAreRootsOfFullTilesBelow() {
        var leaf = new TreeHash().leaf(new byte[0]);
        var range = CompactRange.startingAt(0);
        for (var i = 0; i < 65_536 + 300; i++) {
            range.append(leaf);
        }
        var width = 32 * 256;
        var same = new byte[4][];
        same[0] = leaf;
        for (var level = 1; level < 4; level++) {
            same[level] = Tiles.root(filledWith(same[level - 1], width));
        }
        var nodes =
                Tiles.nodes((level, index) ->
                        filledWith(same[level], 32 * new Tile(level, index).width(65_836)));
        assertThat(CompactRange.of(0, 65_836, nodes).root()).isEqualTo(range.root());
    }

    private static byte[] filledWith(byte[] hash, int length) {
        var tile = new byte[length];
        for (var i = 0; i < length; i++) {
            tile[i] = hash[i % 32];
        }
        return tile;
    }

    @Test
    void aTileThatEndsTooEarlyIsRefused() {
        var nodes = Tiles.nodes((_, _) -> new byte[64]);
        assertThatThrownBy(() -> nodes.hash(2, 0)).isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> Tiles.root(new byte[64])).isInstanceOf(Malformed.class);
    }
}
