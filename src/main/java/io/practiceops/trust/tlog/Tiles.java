package io.practiceops.trust.tlog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The tiles of C2SP tlog-tiles: rows of 256 hashes; those of tile level L stand 8·L levels above
 * the leaves, so that each is the root of a full tile of the level below.
 */
public final class Tiles {

    /** Hashes of a full tile. */
    public static final int WIDTH = 256;

    /** Levels of the tree that a tile spans. */
    public static final int HEIGHT = 8;

    private static final int KEPT = 64;

    private Tiles() {}

    /** One tile of a log; at tile level 0 its hashes are those of the leaves. */
    public record Tile(int level, long index) {

        /** The first leaf below it. */
        public long firstLeaf() {
            return index << (HEIGHT * (level + 1));
        }

        /** The leaf behind the last below it. */
        public long endLeaf() {
            return (index + 1) << (HEIGHT * (level + 1));
        }

        /** How many of its hashes a log of this size has: 256 when it is full. */
        public int width(long size) {
            var hashes = (size >>> (HEIGHT * level)) - index * WIDTH;
            return Math.clamp(hashes, 0, WIDTH);
        }

        /** Where C2SP has it: {@code tile/0/x001/x234/067}, with {@code .p/5} when only 5 wide. */
        public String path(int width) {
            var number = String.format(Locale.ROOT, "%03d", index % 1000);
            for (var rest = index / 1000; rest > 0; rest /= 1000) {
                number = String.format(Locale.ROOT, "x%03d/%s", rest % 1000, number);
            }
            return "tile/%d/%s%s".formatted(level, number, width < WIDTH ? ".p/" + width : "");
        }
    }

    /** The tiles that become full as a log grows, leaves first: each needs those before it. */
    public static List<Tile> filled(long from, long to) {
        var tiles = new ArrayList<Tile>();
        for (var level = 0; to >>> (HEIGHT * (level + 1)) > 0 && level < HEIGHT - 1; level++) {
            var span = HEIGHT * (level + 1);
            for (var index = from >>> span; index < to >>> span; index++) {
                tiles.add(new Tile(level, index));
            }
        }
        return tiles;
    }

    /** The root over the hashes of a full tile: the hash it has in the tile above. */
    public static byte[] root(byte[] fullTile) {
        if (fullTile.length != WIDTH * TreeHash.LENGTH) {
            throw new Malformed(fullTile.length + " bytes are not a full tile.");
        }
        return root(fullTile, 0, WIDTH, new TreeHash());
    }

    private static byte[] root(byte[] tile, int first, int count, TreeHash hasher) {
        if (count == 1) {
            var at = first * TreeHash.LENGTH;
            return Arrays.copyOfRange(tile, at, at + TreeHash.LENGTH);
        }
        var half = count / 2;
        return hasher.node(root(tile, first, half, hasher), root(tile, first + half, half, hasher));
    }

    /** Subtrees out of tiles; keeps the last tiles it has read. Confined to one thread. */
    public static Nodes nodes(TileSource source) {
        var hasher = new TreeHash();
        var kept = new LastTiles(source);
        return (level, index) -> {
            var tileLevel = level / HEIGHT;
            var height = level % HEIGHT;
            var first = index << height;
            var tile = kept.tile(new Tile(tileLevel, first / WIDTH));
            var offset = (int) (first % WIDTH);
            if ((offset + (1 << height)) * TreeHash.LENGTH > tile.length) {
                throw new Malformed(
                        "Tile %d of level %d ends before its hash %d."
                                .formatted(first / WIDTH, tileLevel, offset + (1 << height) - 1));
            }
            return root(tile, offset, 1 << height, hasher);
        };
    }

    private static final class LastTiles {

        private final TileSource source;
        private final Map<Tile, byte[]> tiles =
                new LinkedHashMap<>(KEPT, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<Tile, byte[]> eldest) {
                        return size() > KEPT;
                    }
                };

        LastTiles(TileSource source) {
            this.source = source;
        }

        byte[] tile(Tile tile) {
            return tiles.computeIfAbsent(
                    tile, missing -> source.tile(missing.level(), missing.index()));
        }
    }
}
