package io.practiceops.trust.tlog;

import java.util.Arrays;

/**
 * What a log says of itself at one size: C2SP tlog-checkpoint. Extension lines of others are read
 * over; ours have none.
 *
 * @param origin the log's name, unique in the world
 * @param size its leaves
 * @param root 32 bytes
 */
public record Checkpoint(String origin, long size, byte[] root) {

    public Checkpoint {
        if (origin.isEmpty() || origin.contains("\n")) {
            throw new Malformed("A log's origin is one line.");
        }
        if (size < 0 || root.length != TreeHash.LENGTH) {
            throw new Malformed("A checkpoint has a size and a root of 32 bytes.");
        }
    }

    /** The text that is signed; ends with a newline. */
    public String text() {
        return "%s\n%d\n%s\n".formatted(origin, size, Hashes.base64(root));
    }

    public static Checkpoint parse(String text) {
        if (!text.endsWith("\n")) {
            throw new Malformed("A checkpoint ends with a newline.");
        }
        var lines = text.substring(0, text.length() - 1).split("\n", -1);
        if (lines.length < 3) {
            throw new Malformed("A checkpoint has three lines: origin, size and root.");
        }
        if (Arrays.stream(lines).anyMatch(String::isEmpty)) {
            throw new Malformed("A checkpoint has no empty lines.");
        }
        return new Checkpoint(lines[0], Decimal.parse(lines[1]), Hashes.hashFromBase64(lines[2]));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint that
                && origin.equals(that.origin)
                && size == that.size
                && Arrays.equals(root, that.root);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(root);
    }

    @Override
    public String toString() {
        return text();
    }
}
