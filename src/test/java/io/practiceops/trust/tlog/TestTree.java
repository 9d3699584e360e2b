package io.practiceops.trust.tlog;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * A log in memory whose roots follow the recursive definition of RFC 6962 §2.1 and share nothing
 * with what is tested.
 */
final class TestTree implements Nodes, TileSource {

    private final List<byte[]> leaves = new ArrayList<>();

    static TestTree ofSize(int size) {
        var tree = new TestTree();
        for (var i = 0; i < size; i++) {
            tree.add(ByteBuffer.allocate(4).putInt(i).array());
        }
        return tree;
    }

    void add(byte[] entry) {
        leaves.add(hash(0, entry, new byte[0]));
    }

    byte[] leaf(int index) {
        return leaves.get(index);
    }

    int size() {
        return leaves.size();
    }

    byte[] root(int size) {
        return size == 0 ? sha256(new byte[0]) : root(0, size);
    }

    private byte[] root(int begin, int end) {
        if (end - begin == 1) {
            return leaves.get(begin);
        }
        var k = 1;
        while (k * 2 < end - begin) {
            k *= 2;
        }
        return hash(1, root(begin, begin + k), root(begin + k, end));
    }

    @Override
    public byte[] hash(int level, long index) {
        return root((int) (index << level), (int) ((index + 1) << level));
    }

    @Override
    public byte[] tile(int tileLevel, long tileIndex) {
        var tile = new ByteArrayOutputStream();
        for (var i = tileIndex * 256; i < (tileIndex + 1) * 256; i++) {
            if ((i + 1) << (8 * tileLevel) <= leaves.size()) {
                tile.writeBytes(hash(8 * tileLevel, i));
            }
        }
        return tile.toByteArray();
    }

    private static byte[] hash(int prefix, byte[] first, byte[] second) {
        var input = new ByteArrayOutputStream();
        input.write(prefix);
        input.writeBytes(first);
        input.writeBytes(second);
        return sha256(input.toByteArray());
    }

    private static byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
