package io.practiceops.trust.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.trust.tlog.Checkpoint;
import io.practiceops.trust.tlog.Malformed;
import io.practiceops.trust.tlog.Proofs;
import io.practiceops.trust.tlog.TreeHash;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * An entry outside the range of a bundle that explains something in it, with the proof that it is
 * in the same tree: a line of {@link BundleFiles#LATER}.
 */
record BundleLater(@Nullable String index, @Nullable List<String> proof, @Nullable String text) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static BundleLater of(long index, String text, List<byte[]> proof) {
        return new BundleLater(
                Long.toString(index),
                proof.stream().map(Base64.getEncoder()::encodeToString).toList(),
                text);
    }

    /**
     * The text of the line's entry.
     *
     * @throws Malformed when it is not proven to be in the tree
     */
    static byte[] proven(ByteLines lines, Checkpoint log, TreeHash hasher) {
        try {
            var later =
                    JSON.readValue(
                            lines.buffer(), lines.offset(), lines.length(), BundleLater.class);
            if (later.index != null && later.proof != null && later.text != null) {
                var text = later.text.getBytes(UTF_8);
                var proof = later.proof.stream().map(Base64.getDecoder()::decode).toList();
                var index = Long.parseLong(later.index);
                if (proof.stream().allMatch(hash -> hash.length == TreeHash.LENGTH)
                        && Proofs.includes(
                                index, log.size(), hasher.leaf(text), proof, log.root())) {
                    return text;
                }
            }
        } catch (JacksonException | IllegalArgumentException e) {
            // the same answer
        }
        throw new Malformed("An entry in later.jsonl is not proven to be in the log.");
    }

    byte[] line() {
        return JSON.writeValueAsBytes(this);
    }
}
