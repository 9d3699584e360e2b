package io.practiceops.trust.sealing;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That one event is in the trail, for somebody who has nothing but a public key and a checkpoint.
 *
 * @param canonical the text that was hashed; null once retention has removed it
 * @param leaf 32 bytes, SHA-256 over a zero byte and the text
 * @param openings what the commitments in the text stand for, as far as it was not erased
 * @param inFirmLog C2SP tlog-proof of the leaf, with the firm log's checkpoint
 * @param statement the leaf of the system log that states that firm log's size and root
 * @param inSystemLog C2SP tlog-proof of the statement, with the system log's checkpoint
 * @param keys vkeys, in order of use
 */
public record Proof(
        Seal seal,
        @Nullable String canonical,
        byte[] leaf,
        List<Opening> openings,
        String inFirmLog,
        String statement,
        String inSystemLog,
        List<String> keys) {

    /**
     * What a commitment stands for: it is SHA-256 over salt, length of the field's name, the name,
     * and the value.
     *
     * @param salt 32 bytes
     */
    public record Opening(UUID event, String field, byte[] salt, String value) {}
}
