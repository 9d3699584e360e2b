package io.practiceops.trust.tlog;

/** Where tiles come from. */
@FunctionalInterface
public interface TileSource {

    /** The hashes this tile has, up to 256, one behind the other. */
    byte[] tile(int tileLevel, long tileIndex);
}
