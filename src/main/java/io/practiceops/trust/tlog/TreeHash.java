package io.practiceops.trust.tlog;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hashes of RFC 6962 §2.1 with SHA-256: 32 bytes; a leaf's input begins with a zero byte, a
 * node's with a one, so that neither can pass for the other. Confined to one thread: it reuses its
 * digest and buffer.
 */
public final class TreeHash {

    /** Bytes of a hash. */
    public static final int LENGTH = 32;

    private final MessageDigest sha256 = sha256();
    private final byte[] node = new byte[1 + 2 * LENGTH];

    public TreeHash() {
        node[0] = 1;
    }

    /** The root of a tree without leaves. */
    public byte[] empty() {
        return sha256.digest();
    }

    public byte[] leaf(byte[] entry) {
        return leaf(entry, 0, entry.length);
    }

    public byte[] leaf(byte[] entry, int offset, int length) {
        sha256.update((byte) 0);
        sha256.update(entry, offset, length);
        return digest();
    }

    public byte[] node(byte[] left, byte[] right) {
        System.arraycopy(left, 0, node, 1, LENGTH);
        System.arraycopy(right, 0, node, 1 + LENGTH, LENGTH);
        sha256.update(node);
        return digest();
    }

    private byte[] digest() {
        var hash = new byte[LENGTH];
        try {
            sha256.digest(hash, 0, LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 has 32 bytes", e);
        }
        return hash;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
