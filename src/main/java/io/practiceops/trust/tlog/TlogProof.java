package io.practiceops.trust.tlog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * That one leaf is in a log, in a file that stands alone: C2SP tlog-proof. Extra data of others is
 * read over, since nothing vouches for it.
 *
 * @param index of the leaf, from 0
 * @param path the siblings from the leaf to the root
 * @param checkpoint a note over a {@link Checkpoint}
 */
public record TlogProof(long index, List<byte[]> path, SignedNote checkpoint) {

    private static final String FIRST_LINE = "c2sp.org/tlog-proof@v1";
    private static final int LONGEST_PATH = 63;

    public TlogProof {
        path = List.copyOf(path);
    }

    public static TlogProof parse(String text) {
        var blank = text.indexOf("\n\n");
        if (blank < 0) {
            throw new Malformed("A proof is its lines, an empty line and a checkpoint.");
        }
        var lines = new ArrayList<>(Arrays.asList(text.substring(0, blank).split("\n", -1)));
        if (!lines.removeFirst().equals(FIRST_LINE)) {
            throw new Malformed("A proof begins with the line %s.".formatted(FIRST_LINE));
        }
        if (!lines.isEmpty() && lines.getFirst().startsWith("extra ")) {
            Hashes.fromBase64(lines.removeFirst().substring("extra ".length()));
        }
        if (lines.isEmpty() || !lines.getFirst().startsWith("index ")) {
            throw new Malformed("A proof says the index of its leaf.");
        }
        var index = Decimal.parse(lines.removeFirst().substring("index ".length()));
        if (lines.size() > LONGEST_PATH) {
            throw new Malformed("No tree has a path of %d hashes.".formatted(lines.size()));
        }
        return new TlogProof(
                index,
                lines.stream().map(Hashes::hashFromBase64).toList(),
                SignedNote.parse(text.substring(blank + 2)));
    }

    public String encoded() {
        var out = new StringBuilder();
        out.append(FIRST_LINE).append("\nindex ").append(index).append('\n');
        path.forEach(hash -> out.append(Hashes.base64(hash)).append('\n'));
        return out.append('\n').append(checkpoint.encoded()).toString();
    }

    /** Whether the leaf is in the tree of the checkpoint. Who signed that is another question. */
    public boolean proves(byte[] leafHash) {
        var tree = Checkpoint.parse(checkpoint.text());
        return Proofs.includes(index, tree.size(), leafHash, path, tree.root());
    }
}
