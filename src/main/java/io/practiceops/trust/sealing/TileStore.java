package io.practiceops.trust.sealing;

import io.practiceops.trust.tlog.Nodes;
import io.practiceops.trust.tlog.Tiles;
import io.practiceops.trust.tlog.TreeHash;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The tiles of the logs. Full ones are kept as they are; a partial one is put together from what
 * stands below it: leaves, or the roots of full tiles. In the platform role.
 */
@Repository
class TileStore {

    private final JdbcClient jdbc;

    TileStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps the tiles that became full as the log grew. */
    void fill(Log before, Log after) {
        for (var tile : Tiles.filled(before.size(), after.size())) {
            var hashes = below(after, tile.level(), tile.index());
            jdbc.sql(
                            """
                            INSERT INTO audit_tile (log_id, level, tile_index, hashes, root)
                            VALUES (:log, :level, :index, :hashes, :root)
                            """)
                    .param("log", after.id())
                    .param("level", tile.level())
                    .param("index", tile.index())
                    .param("hashes", hashes)
                    .param("root", Tiles.root(hashes))
                    .update();
        }
    }

    /** Subtrees of a log, by a few reads each. For one thread. */
    Nodes nodes(Log log) {
        return Tiles.nodes((level, index) -> tile(log, level, index));
    }

    /** The hashes there are, one behind the other: 8,192 bytes of a full tile. */
    byte[] tile(Log log, int level, long index) {
        return jdbc.sql(
                        """
                        SELECT hashes FROM audit_tile WHERE log_id = :log AND level = :level AND tile_index = :index
                        """)
                .param("log", log.id())
                .param("level", level)
                .param("index", index)
                .query(byte[].class)
                .optional()
                .orElseGet(() -> below(log, level, index));
    }

    private byte[] below(Log log, int level, long index) {
        var from = index * Tiles.WIDTH;
        if (level > 0) {
            return packed(
                    jdbc.sql(
                                    """
                                    SELECT root FROM audit_tile
                                     WHERE log_id = :log AND level = :below AND tile_index >= :from AND tile_index < :end
                                     ORDER BY tile_index
                                    """)
                            .param("log", log.id())
                            .param("below", level - 1)
                            .param("from", from)
                            .param("end", from + Tiles.WIDTH)
                            .query(byte[].class)
                            .list());
        }
        return packed(log.kind() == Log.Kind.SYSTEM ? roots(from) : leaves(log, from));
    }

    private List<byte[]> roots(long from) {
        return jdbc.sql(
                        """
                        SELECT leaf_hash FROM audit_root
                         WHERE system_index >= :from AND system_index < :end ORDER BY system_index
                        """)
                .param("from", from)
                .param("end", from + Tiles.WIDTH)
                .query(byte[].class)
                .list();
    }

    private List<byte[]> leaves(Log log, long from) {
        return jdbc.sql(
                        """
                        SELECT leaf_hash FROM audit_leaf
                         WHERE log_id = :log AND leaf_index >= :from AND leaf_index < :end ORDER BY leaf_index
                        """)
                .param("log", log.id())
                .param("from", from)
                .param("end", from + Tiles.WIDTH)
                .query(byte[].class)
                .list();
    }

    private static byte[] packed(List<byte[]> hashes) {
        var packed = new byte[hashes.size() * TreeHash.LENGTH];
        for (var i = 0; i < hashes.size(); i++) {
            System.arraycopy(hashes.get(i), 0, packed, i * TreeHash.LENGTH, TreeHash.LENGTH);
        }
        return packed;
    }
}
